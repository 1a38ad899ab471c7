"""What a database says of its own tables, from either engine in the same form.

A catalogue is a dictionary: the name of a thing (`table staff column name`, `index job_state`) to
what there is to say of it. Two catalogues are equal when the databases hold the same tables,
columns, types, keys, references, checks, indexes and triggers.
"""
import re

TYPES = {"INTEGER": "whole", "INT": "whole", "TEXT": "text", "BLOB": "bytes",
         "bigint": "whole", "text": "text", "bytea": "bytes"}


def plain(expression):
    """An expression as both engines would write it: PostgreSQL adds casts and brackets."""
    text = re.sub(r"::\w+(\[\])?", "", expression or "")
    text = re.sub(r"[\s()\[\]]", "", text).lower().replace("=anyarray", "in")
    return text.replace("!=", "<>")


def differences(sqlite, postgres):
    """Sentences, one for each thing that the two do not say alike."""
    return [f"{name}: SQLite {sqlite.get(name, 'has none')}, "
            f"PostgreSQL {postgres.get(name, 'has none')}"
            for name in sorted(sqlite.keys() | postgres.keys())
            if sqlite.get(name) != postgres.get(name)]


def of_sqlite(connection):
    found = {}
    objects = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    for kind, name, table, sql in objects.fetchall():
        if kind == "table":
            found.update(sqlite_table(connection, name, sql))
        elif kind == "view":
            found[f"view {name}"] = [row[1] for row in
                                     connection.execute(f'PRAGMA table_info("{name}")')]
        elif kind == "trigger":
            found[f"trigger {name}"] = (table, re.search(r"BEFORE (\w+)", sql)[1])
    return found


def sqlite_table(connection, name, sql):
    found = {}
    keys = []
    for _, column, kind, not_null, default, key in connection.execute(
            f'PRAGMA table_info("{name}")'):
        if key:
            keys.append((key, column))
        found[f"table {name} column {column}"] = (TYPES.get(kind, kind), bool(not_null or key),
                                                  plain(default))
    unique = [tuple(column for _, column in sorted(keys))] if keys else []
    for _, index, is_unique, origin, partial in connection.execute(
            f'PRAGMA index_list("{name}")').fetchall():
        if origin == "u":
            unique.append(tuple(row[2] for row in
                                connection.execute(f'PRAGMA index_info("{index}")')))
        elif origin == "c":
            text = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?",
                                      (index,)).fetchone()[0]
            found[f"index {index}"] = (name, bool(is_unique), index_words(text))
    found[f"table {name} keys"] = sorted(unique)
    references = {}
    for number, _, target, column, to, *_ in connection.execute(
            f'PRAGMA foreign_key_list("{name}")'):
        references.setdefault(number, (target, []))[1].append((column, to or "id"))
    found[f"table {name} references"] = sorted((t, tuple(c)) for t, c in references.values())
    words = re.sub(r"'(?:[^']|'')*'|--[^\n]*", "", sql)
    found[f"table {name} checks"] = len(re.findall(r"\bCHECK\b", words))
    return found


def index_words(definition):
    """Columns and condition of an index, from its definition."""
    return plain(re.sub(r"--[^\n]*", "",
                        re.search(r"\bON\s+(?:public\.)?\w+\s+(?:USING btree )?(.*)", definition, re.S)[1]))


def of_postgres(cluster, database):
    found = {}
    keys, references = {}, {}
    for table, column, kind, not_null, default, identity in cluster.sql(COLUMNS, database):
        found[f"table {table} column {column}"] = (
            TYPES.get(kind, kind), not_null == "t", "" if identity else plain(default))
        keys[table], references[table] = [], []
        found[f"table {table} checks"] = 0
    for table, kind, columns, target, target_columns in cluster.sql(CONSTRAINTS, database):
        if kind in "pu":
            keys[table].append(tuple(columns.split(",")))
        elif kind == "c":
            found[f"table {table} checks"] += 1
        else:
            references[table].append(
                (target, tuple(zip(columns.split(","), target_columns.split(",")))))
    for table in keys:
        found[f"table {table} keys"] = sorted(keys[table])
        found[f"table {table} references"] = sorted(references[table])
    for name, table, unique, definition in cluster.sql(INDEXES, database):
        found[f"index {name}"] = (table, unique == "t", index_words(definition))
    for name, table, definition in cluster.sql(TRIGGERS, database):
        found[f"trigger {name}"] = (table, re.search(r"BEFORE (\w+)", definition)[1])
    for name, columns in cluster.sql(VIEWS, database):
        found[f"view {name}"] = columns.split(",")
    return found


OURS = "relnamespace = 'public'::regnamespace AND c.relname NOT LIKE 'dropped_%'"
COLUMNS = f"""SELECT c.relname, a.attname, format_type(a.atttypid, NULL), a.attnotnull,
    COALESCE(pg_get_expr(d.adbin, d.adrelid), ''), a.attidentity
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relkind = 'r' AND {OURS} ORDER BY c.relname, a.attnum;"""
CONSTRAINTS = f"""SELECT c.relname, k.contype,
    (SELECT string_agg(a.attname, ',' ORDER BY p.place) FROM unnest(k.conkey)
       WITH ORDINALITY AS p (number, place)
       JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = p.number),
    COALESCE(t.relname, ''),
    (SELECT string_agg(a.attname, ',' ORDER BY p.place) FROM unnest(k.confkey)
       WITH ORDINALITY AS p (number, place)
       JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = p.number)
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
  LEFT JOIN pg_class t ON t.oid = k.confrelid
  WHERE k.contype IN ('p', 'u', 'c', 'f') AND c.{OURS};"""
INDEXES = f"""SELECT i.relname, c.relname, x.indisunique, pg_get_indexdef(x.indexrelid)
  FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
  WHERE c.{OURS} AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = x.indexrelid
                                                                  AND k.contype IN ('p', 'u'));"""
TRIGGERS = f"""SELECT t.tgname, c.relname, pg_get_triggerdef(t.oid)
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND c.{OURS};"""
VIEWS = f"""SELECT c.relname, string_agg(a.attname, ',' ORDER BY a.attnum)
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
  WHERE c.relkind = 'v' AND {OURS} GROUP BY c.relname;"""
