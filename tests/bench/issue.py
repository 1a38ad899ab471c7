#!/usr/bin/env python3
"""How fast a part is issued to a job, as a process of its own, against the sqlite3 shell running the
same statements on the same store. `--jobs N` sets the size of the store (100 000 unless said)."""
import argparse
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

import pair
import start

# What `parts issue` reads and writes, statement by statement. What the program computes between
# them (the chain's hash, the digests of the two rows) is taken from the event before, so that the
# rows have their true size.
ISSUE = """PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;
PRAGMA application_id; PRAGMA user_version;
PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
BEGIN IMMEDIATE;
SELECT id FROM staff LIMIT 1;
SELECT number FROM job WHERE number = '{number}';
SELECT j.id, j.number, j.outlet_id, j.vehicle_id, j.customer_id, j.advisor_id, j.category,
       j.category_given, j.state, j.odometer_km, j.concern, j.symptoms, j.old_parts_wish,
       j.arrived_at, j.opened_at, j.promised_at, j.first_promised_at, j.comeback_of_job_id,
       j.warranty_verdict, COALESCE(j.declined_reason, ''), COALESCE(j.cancelled_reason, ''),
       v.plate, c.name, COALESCE(s.code, '')
  FROM job j JOIN vehicle v ON v.id = j.vehicle_id JOIN customer c ON c.id = j.customer_id
  LEFT JOIN staff s ON s.id = j.advisor_id WHERE j.number = '{number}';
SELECT * FROM part_card WHERE number_key = 'BRAKEPAD' AND number = 'BRAKE-PAD' ORDER BY brand;
SELECT l.id, l.number, l.estimate_id, l.change_id, l.kind, COALESCE(l.operation, ''), l.part_id,
       COALESCE(p.number, ''), COALESCE(p.brand, ''), l.text, l.qty, l.unit_price_amount, l.amount,
       l.payer, l.state, p.cost_amount
  FROM job_line l LEFT JOIN part p ON p.id = l.part_id
 WHERE l.job_id = {job} AND (0 = 1 OR l.state <> 'void') ORDER BY l.number;
SELECT -SUM(qty) FROM stock_movement
 WHERE job_id = {job} AND part_id = {part} AND kind IN ('issue', 'return');
SELECT c.id, j.number, c.estimate_id, c.change_id, c.method, c.given, c.total_amount,
       COALESCE(w.text, ''), c.promised_at, c.at, c.recorded_at
  FROM consent c JOIN job j ON j.id = c.job_id LEFT JOIN person_words w ON w.id = c.words_id
 WHERE c.job_id = {job} AND c.given = 1
   AND c.estimate_id IN (SELECT id FROM estimate WHERE job_id = {job} AND state = 'confirmed')
 ORDER BY c.id DESC LIMIT 1;
SELECT serial FROM part WHERE id = {part};
SELECT v.id, v.plate, v.vin, v.make, v.model, v.year, v.engine, v.kind, v.odometer_km,
       o.customer_id, COALESCE(c.number, '')
  FROM vehicle v LEFT JOIN vehicle_owner o ON o.vehicle_id = v.id AND o.to_at IS NULL
  LEFT JOIN customer c ON c.id = o.customer_id
 WHERE v.id = (SELECT vehicle_id FROM job WHERE id = {job});
SELECT f.id, p.number, p.brand, f.make, f.model, f.year_from, f.year_to, f.engine, f.vin_pattern,
       f.excluded
  FROM fitment f JOIN part p ON p.id = f.part_id WHERE f.part_id = {part} ORDER BY f.id;
SELECT MIN(id) FROM stock_movement WHERE job_id = {job} AND part_id = {part} AND kind = 'issue';
SELECT id FROM outlet ORDER BY id LIMIT 2;
SELECT l.id, l.part_id, l.outlet_id, p.number, p.brand, p.name, p.unit, COALESCE(w.bin, p.bin),
       l.code, COALESCE(s.code, ''), l.received_at, l.expires_on, l.cost_amount, l.trace, l.state,
       l.state_reason, l.qty
  FROM lot l JOIN part p ON p.id = l.part_id
  LEFT JOIN part_outlet w ON w.part_id = l.part_id AND w.outlet_id = l.outlet_id
  LEFT JOIN supplier s ON s.id = l.supplier_id
 WHERE l.part_id = {part} AND l.outlet_id = 1 AND (0 = 1 OR l.qty > 0)
 ORDER BY CASE WHEN l.expires_on IS NULL THEN 1 ELSE 0 END, l.expires_on, l.received_at, l.id;
SELECT id FROM outlet ORDER BY id LIMIT 2;
SELECT SUM(qty) FROM part_reservation
 WHERE part_id = {part} AND outlet_id = 1 AND qty > 0 AND job_id <> {job};
SELECT l.id, l.part_id, l.outlet_id, p.number, p.brand, p.name, p.unit, COALESCE(w.bin, p.bin),
       l.code, COALESCE(s.code, ''), l.received_at, l.expires_on, l.cost_amount, l.trace, l.state,
       l.state_reason, l.qty
  FROM lot l JOIN part p ON p.id = l.part_id
  LEFT JOIN part_outlet w ON w.part_id = l.part_id AND w.outlet_id = l.outlet_id
  LEFT JOIN supplier s ON s.id = l.supplier_id
 WHERE l.id = {lot};
SELECT m.at, m.qty, m.value_amount, m.average_qty, m.average_amount,
       CASE WHEN m.average_qty IS NULL
              OR EXISTS (SELECT 1 FROM stock_movement e
                          WHERE e.part_id = m.part_id AND e.outlet_id = m.outlet_id
                            AND e.at < m.at AND e.average_qty IS NULL AND e.id > m.id)
            THEN 0 ELSE 1 END
  FROM stock_movement m WHERE m.part_id = {part} AND m.outlet_id = 1
 ORDER BY m.at DESC, m.id DESC LIMIT 1;
INSERT INTO stock_movement (part_id, lot_id, outlet_id, kind, qty, cost_amount, value_amount,
                            average_qty, average_amount, job_id, task_id, reason, document, at,
                            recorded_at, staff_id)
VALUES ({part}, {lot}, 1, 'issue', -1000, 5000, -5000, 899998000, 4499990000, {job}, NULL, '',
        '{number}', 1795420800, 1795420800, NULL);
UPDATE lot SET qty = qty - 1000 WHERE id = {lot};
SELECT id FROM outlet ORDER BY id LIMIT 2;
SELECT qty FROM part_reservation WHERE job_id = {job} AND part_id = {part} AND outlet_id = 1;
SELECT id, qty - issued_qty FROM part_request
 WHERE job_id = {job} AND part_id = {part} AND state IN ('requested', 'ordered', 'arrived')
 ORDER BY id;
SELECT * FROM lot WHERE id = {lot};
SELECT * FROM stock_movement WHERE id = last_insert_rowid();
SELECT seq, hash FROM chain_head WHERE chain = 1;
INSERT INTO event (chain, seq, format, at, recorded_at, actor, command, entity, key, payload, hash)
SELECT 1, seq + 1, 1, at, recorded_at, actor, command, entity, key, payload, hash
FROM event WHERE chain = 1 ORDER BY seq DESC LIMIT 1;
INSERT INTO event_row (chain, seq, table_id, row_id, version, digest)
SELECT 1, h.seq + 1, t.id, r.row_id, 1 + COALESCE((SELECT MAX(v.version) FROM event_row v
        WHERE v.table_id = t.id AND v.row_id = r.row_id), 0), x'{digest}'
  FROM chain_head h, log_table t, (SELECT {lot} AS row_id) r
 WHERE h.chain = 1 AND t.name = 'lot';
INSERT INTO event_row (chain, seq, table_id, row_id, version, digest)
SELECT 1, h.seq + 1, t.id, r.row_id, 1 + COALESCE((SELECT MAX(v.version) FROM event_row v
        WHERE v.table_id = t.id AND v.row_id = r.row_id), 0), x'{digest}'
  FROM chain_head h, log_table t, (SELECT (SELECT MAX(id) FROM stock_movement) AS row_id) r
 WHERE h.chain = 1 AND t.name = 'stock_movement';
UPDATE chain_head SET seq = seq + 1 WHERE chain = 1;
COMMIT;"""


def prepare(binary, folder, env, number):
    """A job whose customer agreed to more brake pads than any run of this takes, unless it is there
    already; what the statements need to know of it."""
    store = sqlite3.connect(pathlib.Path(folder, "shop.db"))
    if not store.execute("SELECT 1 FROM part WHERE number = 'BRAKE-PAD'").fetchone():
        for command in (["parts", "supplier", "add", "HB", "--name", "华北汽配", "--licence",
                         "91110108MA01ABCD2E", "--qualification", "D-1"],
                        ["parts", "supplier", "approve", "HB"],
                        ["parts", "add", "BRAKE-PAD", "--name", "Brake pad", "--price", "120"],
                        ["parts", "receive", "--supplier", "HB", "--document", "DN-1", "--part",
                         "BRAKE-PAD:900000@50", "--trace", "T-1"],
                        ["intake", "quote", number, "--part", "BRAKE-PAD:500000", "--promised",
                         "17:00"],
                        ["intake", "confirm", number, "--method", "signature", "--by-customer",
                         "客户"],
                        ["parts", "issue", number, "BRAKE-PAD", "--handed-over"]):
            subprocess.run([binary, *command, "--quiet"], cwd=folder, env=env, check=True)
    job, part, lot = store.execute(
        "SELECT j.id, p.id, l.id FROM job j, part p JOIN lot l ON l.part_id = p.id "
        "WHERE j.number = ? AND p.number = 'BRAKE-PAD'", (number,)).fetchone()
    store.close()
    return {"number": number, "job": job, "part": part, "lot": lot, "digest": "0" * 64}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True, help="the program as installed")
    arguments.add_argument("--one-file", help="the one-file program")
    arguments.add_argument("--jobs", type=int, default=100_000)
    arguments.add_argument("--pairs", type=int, default=41)
    arguments.add_argument("--keep", metavar="FOLDER",
                           help="where the store is made, or used again when it is there")
    given = arguments.parse_args()
    env = {"PATH": "/usr/bin:/bin", "SVCCTL_DB": "shop.db", "SVCCTL_NOW": start.NOW}
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or temporary
        binary = str(pathlib.Path(given.binary).resolve())
        start.make_store(binary, folder, env, given.jobs)
        number = f"J261123-{given.jobs // 2:03}"
        shell = ["sqlite3", "shop.db", ISSUE.format(**prepare(binary, folder, env, number))]
        programs = [("as installed", binary)]
        if given.one_file:
            programs.append(("one file", str(pathlib.Path(given.one_file).resolve())))
        for name, program in programs:
            issue = [program, "parts", "issue", number, "BRAKE-PAD:1", "--handed-over", "--quiet"]
            pair.compare(f"parts issue, {name}", issue, shell, folder, env, pairs=given.pairs,
                         limit=1.0)
            print(f"fsync and fdatasync calls: {pair.syncs(issue, folder, env)} against "
                  f"{pair.syncs(shell, folder, env)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
