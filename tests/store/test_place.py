"""Where a SQLite database may be, and that only one process writes to it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kbgen.errors import OperatorError
from kbgen.store.place import WriterLock, check_folder
from kbgen.store.salts import SaltFile
from kbgen.store.store import open_store, sqlite_path


@pytest.mark.parametrize(
    ("name", "file"),
    [("/srv/kb.db", "/srv/kb.db"), ("sqlite:///srv/kb.db", "/srv/kb.db"), ("sqlite:/srv/kb.db", "/srv/kb.db")],
)
def test_file_is_named_in_three_ways(name: str, file: str) -> None:
    assert sqlite_path(name) == Path(file)


def test_unknown_kind_of_database_is_named() -> None:
    with pytest.raises(OperatorError, match="mysql://"):
        open_store("mysql://localhost/kb")


def test_missing_folder_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="mkdir -p"):
        open_store(str(tmp_path / "none" / "kb.db"))


def test_folder_instead_of_a_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="is a folder"):
        open_store(str(tmp_path))


@pytest.mark.parametrize(("kind", "refused"), [("ext4", False), ("nfs4", True), ("cifs", True), ("fuse.sshfs", True)])
def test_network_file_systems_are_refused(tmp_path: Path, kind: str, refused: bool) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/root / ext4 rw 0 0\nserver:/x {tmp_path} {kind} rw 0 0\n")
    if refused:
        with pytest.raises(OperatorError, match="network file system"):
            check_folder(tmp_path / "kb.db", mounts)
    else:
        check_folder(tmp_path / "kb.db", mounts)


def test_second_writer_is_told_who_the_first_is(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "kb.db")
    code = f"from kbgen.store.store import open_store; open_store({str(tmp_path / 'kb.db')!r})"
    second = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert "only one may" in second.stderr
    lock.release()
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_log_without_its_database_is_not_started_over(tmp_path: Path) -> None:
    (tmp_path / "kb.db-wal").write_bytes(b"something")
    with pytest.raises(OperatorError, match="is missing but its log"):
        open_store(str(tmp_path / "kb.db"))
    assert not (tmp_path / "kb.db").exists()


def test_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "kb.db") as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(OperatorError, match="belongs to another program"):
        open_store(str(tmp_path / "kb.db"))


def test_files_are_the_owners_only(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "kb.db"))
    from kbgen.store.records import Salt

    store.salts.add(Salt(1, 1, b"x" * 32))
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.iterdir()}
    assert modes == dict.fromkeys(("kb.db", "kb.db-wal", "kb.db-shm", "kb.db.lock", "kb.db.salts"), "0o600")
    store.close()


def test_damaged_salts_are_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "kb.db.salts").write_text("[{]")
    with pytest.raises(OperatorError, match="Delete it"):
        SaltFile(tmp_path / "kb.db").all()
