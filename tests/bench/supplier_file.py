#!/usr/bin/env python3
"""Writes a supplier's list such as garages get: Chinese names, brands, fitment with commas and
quotes, prices, minimum and maximum, bins, quantities, lots and expiry.

    tests/bench/supplier_file.py --rows 1000000 > list.csv

The same arguments give the same bytes. `--from N` begins at the Nth number, so that two files
overlap as far as wanted; `--seed` gives the same numbers other prices; the numbers stand in the
order of the seed's shuffle, as in the wild."""
import argparse
import random
import sys

NAMES = ("空调滤清器 机油滤清器 空气滤清器 燃油滤清器 前刹车片 后刹车片 刹车盘 火花塞 雨刮片 正时皮带 "
         "发电机皮带 减震器 水泵 节温器 点火线圈 氧传感器 轮毂轴承 下摆臂 稳定杆球头 离合器片 "
         "蓄电池 大灯总成 后视镜片 喷油嘴 涨紧轮 机油 防冻液 变速箱油 密封圈 保险丝").split()
CARS = ("帕萨特 卡罗拉 凯美瑞 轩逸 朗逸 速腾 迈腾 雅阁 思域 途观 宝来 高尔夫 科鲁兹 英朗 福克斯 "
        "哈弗H6 瑞虎8 宋PLUS 秦PLUS 逸动").split()
BRANDS = "原厂 甲牌 乙牌 丙牌 丁牌 戊牌 己牌 庚牌".split()
KINDS = "original 副厂件 同质件 aftermarket".split()
ENGINES = "1.5L 1.6L 1.8T 2.0T 2.0L EA888 4A91".split()
TITLES = "配件编码,名称,品牌,性质,单位,进价,售价,库存下限,库存上限,货位,适用车型,数量,批号,有效期"


def number(index):
    """Each index has one number, with dashes, zeros in front and letters behind."""
    return f"{index % 99991:05}-{index // 99991:02X}{index % 7}{'KABVX'[index % 5]}0"


def line(index, seed):
    rng = random.Random(index * 1_000_003 + seed)
    car = rng.choice(CARS)
    cost = rng.randrange(100, 90_000)
    price = cost * rng.randrange(115, 190) // 100
    minimum = rng.randrange(4)
    year = rng.randrange(2005, 2022)
    return (f"{number(index)},{rng.choice(NAMES)} {car},{BRANDS[index % len(BRANDS)]},"
            f"{rng.choice(KINDS)},个,{cost // 100}.{cost % 100:02},{price // 100}.{price % 100:02},"
            f"{minimum},{minimum + rng.randrange(2, 30)},"
            f"{rng.choice('ABCDEF')}-{rng.randrange(40):02}-{rng.randrange(60):02},"
            f"\"{car} {rng.choice(ENGINES)}, {year}-{year + 6}, 含\"\"{rng.choice(CARS)}\"\"\","
            f"{rng.randrange(1, 60)},L{index % 100_000:06},"
            f"202{rng.randrange(7, 10)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}")


def write(out, rows, first=0, seed=1, encoding="utf-8"):
    order = list(range(first, first + rows))
    random.Random(seed).shuffle(order)
    out.write((TITLES + "\r\n").encode(encoding))
    block = []
    for index in order:
        block.append(line(index, seed))
        if len(block) == 10_000:
            out.write(("\r\n".join(block) + "\r\n").encode(encoding))
            block = []
    if block:
        out.write(("\r\n".join(block) + "\r\n").encode(encoding))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rows", type=int, default=1000)
    arguments.add_argument("--from", dest="first", type=int, default=0)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--encoding", default="utf-8", choices=("utf-8", "gb18030"))
    given = arguments.parse_args()
    write(sys.stdout.buffer, given.rows, given.first, given.seed, given.encoding)
    return 0


if __name__ == "__main__":
    sys.exit(main())
