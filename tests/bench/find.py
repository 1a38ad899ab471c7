#!/usr/bin/env python3
"""How fast parts are found by words and numbers, against a LIKE over the same table in the sqlite3
shell, and what the index of words costs. `--parts N` sets the size (1 000 000 unless said)."""
import argparse
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import time

import pair

ENGLISH = ["Brake pad set", "Brake disc", "Oil filter", "Air filter", "Cabin filter", "Spark plug",
           "Wiper blade", "Timing belt", "Water pump", "Shock absorber", "Wheel bearing", "Clutch kit",
           "Ignition coil", "Fuel pump", "Ball joint", "Tie rod end", "Headlamp", "Radiator"]
CHINESE = ["刹车片", "刹车盘", "机油滤清器", "空气滤清器", "空调滤芯", "火花塞", "雨刮片", "正时皮带",
           "水泵", "减震器", "轮毂轴承", "离合器套件", "点火线圈", "燃油泵", "球头", "转向拉杆", "前大灯",
           "散热器"]
MODELS = ["帕萨特", "卡罗拉", "思域", "朗逸", "轩逸", "凯美瑞", "雅阁", "速腾", "宝来", "科鲁兹"]
BRANDS = ["原厂", "华配", "恒达", "曼牌", "博世", "马勒", "法雷奥", "电装"]
SIDES = ["前", "后", "左", "右", ""]
NOW = "2026-11-23T08:00:00Z"


def rows(count):
    rng = random.Random(20261123)
    for i in range(1, count + 1):
        kind = rng.randrange(len(ENGLISH))
        number = f"{rng.randrange(10 ** 5):05}-{i:07X}"
        zh = rng.choice(SIDES) + CHINESE[kind] + " " + rng.choice(MODELS)
        if i % 20_000 == 7:
            zh += " 珍珠白"
        yield (i, number, number.replace("-", ""), rng.choice(BRANDS), ENGLISH[kind], zh,
               ENGLISH[kind].split()[0], rng.randrange(100, 90000))


def fill(store, count):
    """Straight into the table: the index of words is built by the program."""
    db = sqlite3.connect(store)
    db.executemany("INSERT INTO part (id, number, number_key, brand, name, name_zh, category, "
                   "price_amount) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows(count))
    outlet = db.execute("SELECT MIN(id) FROM outlet").fetchone()[0]
    db.execute("INSERT INTO lot (part_id, outlet_id, code, received_at, qty, in_stock) "
               "SELECT id, ?, 'L', 1, 4000, 1 FROM part WHERE id % 3 = 0", (outlet,))
    db.commit()
    return db.execute("SELECT number FROM part WHERE id = ?", (count // 2,)).fetchone()[0]


def like(*words):
    """The same question to the shell: every word in a name, the brand or the number, what is in
    stock first."""
    found = " AND ".join(f"(name LIKE '%{w}%' OR name_zh LIKE '%{w}%' OR brand LIKE '%{w}%' "
                         f"OR number LIKE '{w}%' OR number_key LIKE '{w}%')" for w in words)
    return ["sqlite3", "shop.db",
            f"SELECT number, brand, name_zh, price_amount FROM part p WHERE {found} ORDER BY EXISTS "
            "(SELECT 1 FROM lot l WHERE l.part_id = p.id AND l.qty > 0) DESC, number_key LIMIT 20"]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--binary", required=True, help="the program of the release preset")
    arguments.add_argument("--parts", type=int, default=1_000_000)
    arguments.add_argument("--pairs", type=int, default=11)
    given = arguments.parse_args()
    binary = str(pathlib.Path(given.binary).resolve())
    with tempfile.TemporaryDirectory() as folder:
        env = {"PATH": "/usr/bin:/bin", "SVCCTL_DB": "shop.db", "SVCCTL_NOW": NOW}
        subprocess.run([binary, "db", "init", "--quiet"], cwd=folder, env=env, check=True)
        store = pathlib.Path(folder, "shop.db")
        number = fill(store, given.parts)
        before = store.stat().st_size
        started = time.perf_counter()
        subprocess.run([binary, "parts", "reindex", "--quiet"], cwd=folder, env=env, check=True)
        print(f"index of words of {given.parts} parts: {time.perf_counter() - started:.2f} s, "
              f"{(store.stat().st_size - before) / 2 ** 20:.1f} MiB; peak memory "
              f"{pair.peak_memory():.0f} MiB")
        for name, *words in (("a rare word", "珍珠白"), ("two Chinese words", "刹车片", "帕萨特"),
                             ("three words", "brake", "前", "博世"), ("a very common word", "滤"),
                             ("a number's beginning", number[:8]),
                             ("a number without its dash", number.replace("-", "").lower())):
            pair.compare(f"{name} ({' '.join(words)})",
                         [binary, "parts", "find", *words, "--limit", "20", "--format", "json"],
                         like(*words), folder, env, pairs=given.pairs, limit=0.05)
    return 0


if __name__ == "__main__":
    sys.exit(main())
