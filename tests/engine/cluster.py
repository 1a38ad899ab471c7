"""A PostgreSQL of the test's own: a cluster in a temporary folder, on a unix socket, no TCP."""
import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile

BIN = pathlib.Path("/usr/lib/postgresql/15/bin")


class Missing(Exception):
    """PostgreSQL is not installed."""


class Cluster:
    """As context: started on entry; stopped, and its folder removed, on exit."""

    def __enter__(self):
        if not (BIN / "initdb").exists():
            raise Missing("PostgreSQL 15 is missing: script/setup installs it (postgresql-15)")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="svcctl-postgres-"))
        self.data = self.folder / "data"
        self.user = "svcctl"
        # initdb and the server refuse to run as root.
        self.as_other = {}
        if os.getuid() == 0:
            other = next(pwd.getpwnam(name) for name in ("postgres", "nobody") if known(name))
            self.as_other = {"user": other.pw_uid, "group": other.pw_gid, "extra_groups": []}
            os.chown(self.folder, other.pw_uid, other.pw_gid)
        self.folder.chmod(0o755)
        try:
            self.run("initdb", "--pgdata", self.data, "--username", self.user, "--auth=trust",
                     "--locale=C", "--encoding=UTF8", "--no-sync")
            with open(self.data / "postgresql.conf", "a", encoding="utf-8") as settings:
                settings.write(f"listen_addresses = ''\nunix_socket_directories = '{self.folder}'\n"
                               "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
                               "autovacuum = off\nshared_buffers = 256MB\njit = off\n"
                               "max_locks_per_transaction = 1024\n")
            self.run("pg_ctl", "start", "--pgdata", self.data, "--wait", "--silent",
                     "--log", self.folder / "log")
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        return self

    def __exit__(self, *_):
        self.run("pg_ctl", "stop", "--pgdata", self.data, "--mode=immediate", "--silent")
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, program, *arguments):
        done = subprocess.run([BIN / program, *arguments], cwd=self.folder, text=True,
                              stdout=subprocess.PIPE if program != "pg_ctl" else subprocess.DEVNULL,
                              stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, **self.as_other)
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout or (self.folder / 'log').read_text()}")

    def sql(self, text, database="postgres"):
        """Runs statements; returns the rows of the last, columns separated by a tab."""
        done = subprocess.run([BIN / "psql", "--no-psqlrc", "--quiet", "--tuples-only",
                               "--no-align", "--field-separator=\t", "--set=ON_ERROR_STOP=1",
                               "--single-transaction" if "CREATE DATABASE" not in text else "--echo-errors",
                               "--host", self.folder, "--username", self.user, "--dbname", database],
                              input=text, text=True, capture_output=True)
        if done.returncode:
            raise RuntimeError(done.stderr.strip())
        return [line.split("\t") for line in done.stdout.splitlines()]


def known(name):
    try:
        pwd.getpwnam(name)
        return True
    except KeyError:
        return False
