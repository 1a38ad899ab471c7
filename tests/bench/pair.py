"""The harness of every benchmark: two commands in turn, A B A B …, so that a machine whose speed
drifts slows both alike; what is told is the median of the ratios, pair by pair."""
import os
import resource
import statistics
import subprocess
import time


def once(command, folder, env):
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=env, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    took = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(f"{command}: exit {done.returncode}: {done.stderr.decode()}")
    return took


def compare(name, ours, theirs, folder, env, pairs=41, limit=None, prepare=None):
    """Times `ours` against `theirs` (argument lists) and prints one line. `prepare`, if given, runs
    untimed before each command. Returns the median ratio."""
    ratios, mine, peers = [], [], []
    for i in range(pairs + 1):
        times = []
        for command in (ours, theirs):
            if prepare:
                prepare()
            times.append(once(command, folder, env))
        if i:  # the first pair warms the caches
            mine.append(times[0])
            peers.append(times[1])
            ratios.append(times[0] / times[1])
    ratio = statistics.median(ratios)
    quarter = sorted(ratios)
    print(f"{name}: {statistics.median(mine) * 1e3:.2f} ms against "
          f"{statistics.median(peers) * 1e3:.2f} ms, ratio {ratio:.2f} "
          f"(quartiles {quarter[len(quarter) // 4]:.2f}–{quarter[3 * len(quarter) // 4]:.2f}, "
          f"{pairs} pairs)" + (f", aim {limit}" if limit else ""))
    return ratio


def syncs(command, folder, env):
    """How many fdatasync and fsync calls a command makes."""
    log = os.path.join(folder, "syncs.log")
    subprocess.run(["strace", "-f", "-qq", "-o", log, "-e", "trace=fsync,fdatasync", *command],
                   cwd=folder, env=env, check=True, stdout=subprocess.DEVNULL)
    with open(log, encoding="utf-8") as lines:
        return sum("sync(" in line for line in lines)


def peak_memory():
    """Peak memory of the largest finished child, in MiB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
