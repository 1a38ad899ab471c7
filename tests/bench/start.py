#!/usr/bin/env python3
"""How fast a command starts and how fast one durable write is, against the sqlite3 shell doing the
same on the same store. `--jobs N` sets the size of the store (100 000 unless said)."""
import argparse
import pathlib
import random
import shlex
import subprocess
import sys
import tempfile

import pair

# What `intake ask` writes, as the shell does it: question and answer, their event, and the digests of
# their rows.
WRITE = """PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
BEGIN IMMEDIATE;
INSERT INTO intake_question (job_id, question, at, recorded_at, outlet_id)
SELECT id, 'q', 1, 1, outlet_id FROM job WHERE number = '{number}';
INSERT INTO intake_answer (question_id, answer, salt, at, recorded_at, outlet_id)
SELECT id, 'a', '', 1, 1, outlet_id FROM intake_question ORDER BY id DESC LIMIT 1;
SELECT seq, hash FROM chain_head WHERE chain = 1;
INSERT INTO event (chain, seq, format, at, recorded_at, actor, command, entity, key, payload, hash)
SELECT 1, seq + 1, 1, at, recorded_at, actor, command, entity, key, payload, hash
FROM event WHERE chain = 1 ORDER BY seq DESC LIMIT 1;
INSERT INTO event_row (chain, seq, table_id, row_id, version, digest)
SELECT 1, h.seq + 1, t.id, r.row_id, 1 + COALESCE((SELECT MAX(v.version) FROM event_row v
        WHERE v.table_id = t.id AND v.row_id = r.row_id), 0), x'{digest}'
  FROM chain_head h, log_table t,
       (SELECT 'intake_question' AS name, (SELECT MAX(id) FROM intake_question) AS row_id
        UNION ALL SELECT 'intake_answer', (SELECT MAX(id) FROM intake_answer)) r
 WHERE h.chain = 1 AND t.name = r.name;
UPDATE chain_head SET seq = seq + 1 WHERE chain = 1;
COMMIT;"""
CONCERNS = ["冷车启动异响", "换机油机滤", "刹车发软", "空调不凉", "方向盘抖动", "水温偏高", "年检前检查"]
NOW = "2026-11-23T08:00:00Z"


def commands(count):
    """A long day at the reception: COUNT jobs of two thirds as many cars, in batch form."""
    rng = random.Random(20261123)
    cars = max(1, count * 2 // 3)
    read = [rng.randrange(1000, 200000) for _ in range(cars)]
    for i in range(count):
        car = i if i < cars else rng.randrange(cars)
        read[car] += rng.randrange(200)
        yield shlex.join([
            "intake", "open", "--plate", f"京{'ABCEF'[car % 5]}{car // 5:05}", "--name",
            f"客户{car}", "--phone", f"139{car:08}", "--odometer",
            str(read[car]), "--concern", rng.choice(CONCERNS), "--again"])


def make_store(binary, folder, env, count):
    """shop.db and its svcctl.toml in the folder, unless they stand there."""
    if pathlib.Path(folder, "jobs.txt").exists():
        return
    subprocess.run([binary, "db", "init", "--quiet"], cwd=folder, env=env, check=True)
    jobs = pathlib.Path(folder, "jobs.new")
    jobs.write_text("\n".join(commands(count)) + "\n", encoding="utf-8")
    subprocess.run([binary, "batch", "--atomic", "jobs.new"], cwd=folder, env=env, check=True,
                   stdout=subprocess.DEVNULL)
    jobs.rename(jobs.with_name("jobs.txt"))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True, help="the program as installed")
    arguments.add_argument("--one-file", help="the one-file program")
    arguments.add_argument("--jobs", type=int, default=100_000)
    arguments.add_argument("--pairs", type=int, default=41)
    arguments.add_argument("--keep", metavar="FOLDER",
                           help="where the store is made, or used again when it is there")
    given = arguments.parse_args()
    binary = str(pathlib.Path(given.binary).resolve())
    env = {"PATH": "/usr/bin:/bin", "SVCCTL_DB": "shop.db", "SVCCTL_NOW": NOW}
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or temporary
        make_store(binary, folder, env, given.jobs)
        number = f"J261123-{given.jobs // 2:03}"
        shell = ["sqlite3", "shop.db",
                 "SELECT j.number, j.state, j.category, j.odometer_km, j.concern, v.plate, c.name "
                 "FROM job j JOIN vehicle v ON v.id = j.vehicle_id "
                 f"JOIN customer c ON c.id = j.customer_id WHERE j.number = '{number}'"]
        programs = [("as installed", binary, 1.4)]
        if given.one_file:
            programs.append(("one file", str(pathlib.Path(given.one_file).resolve()), 0.9))
        for name, program, aim in programs:
            pair.compare(f"job show, {name}", [program, "job", "show", number, "--format", "json"], shell, folder, env,
                         pairs=given.pairs, limit=aim)
        ask = [binary, "intake", "ask", number, "--question", "q", "--answer", "a"]
        write = ["sqlite3", "shop.db", WRITE.format(number=number, digest="0" * 64)]
        pair.compare("one durable write", ask, write, folder, env, pairs=given.pairs, limit=1.1)
        print(f"fsync and fdatasync calls: {pair.syncs(ask, folder, env)} against "
              f"{pair.syncs(write, folder, env)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
