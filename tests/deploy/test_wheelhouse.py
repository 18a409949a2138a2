"""A stranger with the repository and a wheelhouse, and no network: `make run` sets itself up and serves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.serving import ROOT

pytestmark = pytest.mark.slow
WHEELHOUSE = ROOT / "build" / "wheelhouse"
APART = ("unshare", "--net"), ("unshare", "--user", "--map-root-user", "--net")


@pytest.fixture(scope="module")
def wheelhouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheelhouse that `make wheelhouse` has filled; without one, fill one as it does, if the network is there."""
    if WHEELHOUSE.is_dir():
        return WHEELHOUSE
    folder = tmp_path_factory.mktemp("wheelhouse")
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "-q",
        "--disable-pip-version-check",
        "--no-input",
        "--require-hashes",
    ]
    command += ["--only-binary", ":all:", "--dest", str(folder), "-r", str(ROOT / "requirements.txt")]
    if subprocess.run(command, check=False, env=os.environ | {"PIP_RETRIES": "1"}).returncode:
        pytest.skip("no build/wheelhouse, and no network to fill one from")
    return folder


def apart() -> tuple[str, ...]:
    """Return the command that runs another one without a network; none where this machine allows none."""
    allowed = (
        each for each in APART if shutil.which(each[0]) and not subprocess.run([*each, "true"], check=False).returncode
    )
    return next(allowed, ())


def test_a_stranger_runs_it_from_the_wheelhouse_with_the_network_off(wheelhouse: Path, tmp_path: Path):
    folder = tmp_path / "soundings"
    skipped = shutil.ignore_patterns(".git", ".venv", "build", "node_modules", "__pycache__", ".*_cache", "pictures")
    shutil.copytree(ROOT, folder, ignore=skipped)
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "SOUNDINGS_", "VIRTUAL"))
    }
    # Nothing may be taken from what was downloaded before.
    environment |= {"PIP_NO_CACHE_DIR": "1", "HOME": str(tmp_path)}
    alone = apart()
    python = str(Path(sys.base_prefix) / "bin" / "python3")
    command = [*alone, sys.executable, "-m", "tests.offline", str(wheelhouse), python]
    said = subprocess.run(command, check=False, cwd=folder, env=environment, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr
    assert 'served: {"status":"ok"' in said.stdout
    if alone:
        assert "network: False" in said.stdout
