#!/usr/bin/env python3
"""Holds every #include of app/, core/ and ui/ against the table of rooms in docs/ARCHITECTURE.md."""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
THIRD_PARTY = {
    "openssl/": {"certificate", "probe", "practice"},
    "curl/": {"probe"},
    "qt6keychain/": {"secrets"},
    "yaml-cpp/": {"playbook", "lint", "generate"},
    "md4c": {"report"},
    "nghttp2/": {"practice"},
    "CLI/": {"app"},
}


def permissions() -> dict[str, set[str]]:
    text = (ROOT / "docs/ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.split("<!-- rooms: begin -->")[1].split("<!-- rooms: end -->")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.strip().splitlines()[2:]]
    return {row[0]: {name.strip() for name in row[2].split(",") if name.strip()} for row in rows}


def room_of(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    return parts[1] if parts[0] == "core" else parts[0]


def main() -> int:
    allowed = permissions()
    slips: list[str] = []
    files = [p for top in ("app", "core", "ui") for p in sorted((ROOT / top).rglob("*")) if p.suffix in (".h", ".cpp")]
    if len(files) < 50:
        slips.append(f"only {len(files)} source files were found; is this the project's folder?")
    for path in files:
        room = room_of(path)
        if room not in allowed:
            slips.append(f"{path.relative_to(ROOT)}: the room {room} is not in the table")
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = re.match(r'\s*#\s*include\s+[<"]([^>"]+)[>"]', line)
            if not match:
                continue
            target, where = match.group(1), f"{path.relative_to(ROOT)}:{number}"
            other = target.split("/")[0]
            if other in allowed and other != room and other not in allowed[room]:
                slips.append(f"{where}: {room} may not include {target}")
            for prefix, rooms in THIRD_PARTY.items():
                if target.startswith(prefix) and room not in rooms:
                    slips.append(f"{where}: {target} belongs to {', '.join(sorted(rooms))}")
                if target.startswith(prefix) and path.suffix == ".h" and prefix not in ("CLI/",):
                    slips.append(f"{where}: {target} in a header; keep it inside a .cpp file")
    print("\n".join(slips) if slips else f"{len(files)} files keep to the table of rooms")
    return 1 if slips else 0


if __name__ == "__main__":
    sys.exit(main())
