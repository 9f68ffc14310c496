"""check.py FOLDER TOOLS: every reader over every file of FOLDER, then over files broken on purpose.

FOLDER holds, for each document, NAME.json (the model) and NAME.hwpx, .docx, .xlsx, .csv, .reqif,
and .pdf where the program writes it.
A reader whose tool is not there (OFFICE_WITHOUT, names divided by spaces) is skipped, and said so."""

import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import time

from faults import FAULTS
from readers import READERS, faults_of
from truth import Truth

HERE = pathlib.Path(__file__).resolve().parent
# Tool → the readers that need it.
NEEDS = {
    "npm": {"kordoc", "rhwp", "ooxml"},
    "libreoffice": {"office_pdf", "pdf_text", "pdf_page"},
    "python": {"hwpx_package", "hwpx_schema", "hwpx_ids", "python_docx", "openpyxl", "reqif_schema", "reqif_text"}
    | {"pdf_archivable", "pdf_accessible"},
}


def main():
    folder, tools = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    without = os.environ.get("OFFICE_WITHOUT", "").split()
    skipped = set().union(*(NEEDS[name] for name in without))
    models = {path.stem: Truth(path) for path in sorted(folder.glob("*.json"))}
    if not models:
        sys.exit("office: no document to check")
    good = [folder / f"{name}.{kind}" for name in models for kind in READERS]
    # Only a program that is built with the feature writes PDF.
    good = [file for file in good if file.suffix != ".pdf" or file.exists()]
    broken = break_all(folder, models)
    workers = os.cpu_count() or 2
    drawn = [] if "office_pdf" in skipped else [file for file in good if file.suffix in (".docx", ".xlsx")]
    drawn += [file for file, reader, _ in broken if reader.__name__ == "office_pdf" and "office_pdf" not in skipped]
    jobs = [(file, reader, models[file.stem]) for file in good for reader in READERS[file.suffix[1:]]]
    jobs = [job for job in jobs if job[1].__name__ not in skipped]
    proofs = [job for job in broken if job[1].__name__ not in skipped]
    started = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        # LibreOffice is the slowest: it begins first, and what it draws is read last.
        drawings = [pool.submit(draw, drawn[at::workers], at, folder) for at in range(workers)] if drawn else []
        early = [pool.submit(judge, job, tools) for job in jobs + proofs if job[1].__name__ != "office_pdf"]
        concurrent.futures.wait(drawings)
        late = [pool.submit(judge, job, tools) for job in jobs + proofs if job[1].__name__ == "office_pdf"]
        told = [future.result() for future in early + late]
    proved = {(file, name) for file, name, _ in told if file.parent != folder}
    wrong = report([one for one in told if one[0].parent == folder], [one for one in told if one[0].parent != folder])
    for name in sorted(skipped):
        print(f"SKIPPED  {name}")
    print(f"office: {len(jobs)} readings of {len(good)} files, {len(proved)} broken files, "
          f"{time.monotonic() - started:.0f} s, {wrong} wrong")
    sys.exit(1 if wrong else 0)


def break_all(folder, models):
    """The broken files, each of the first RFP: (file, reader, truth)."""
    name = next(name for name in models if name.endswith("-rfp"))
    names = {reader.__name__: reader for readers in READERS.values() for reader in readers}
    broken = []
    for fault, kind, reader, apply in FAULTS:
        if not (folder / f"{name}.{kind}").exists():
            continue
        target = folder / "broken" / f"{fault}.{kind}"
        target.parent.mkdir(exist_ok=True)
        apply(folder / f"{name}.{kind}", target, models[name])
        broken.append((target, names[reader], models[name]))
    return broken


def draw(files, at, folder):
    """LibreOffice makes a PDF beside each file; one process for all, with its own settings."""
    if not files:
        return
    for parent in {file.parent for file in files}:
        for kind in (".docx", ".xlsx"):
            these = [file for file in files if file.parent == parent and file.suffix == kind]
            if not these:
                continue
            out = folder / "drawn" / f"{at}{parent.name}{kind}"
            command = ["soffice", f"-env:UserInstallation=file://{folder}/profile-{at}", "--headless"]
            command += ["--convert-to", "pdf", "--outdir", str(out), *map(str, these)]
            environment = {**os.environ, "FONTCONFIG_FILE": str(HERE / "fonts.conf")}
            done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=600)
            if done.returncode:
                print(f"LibreOffice: {done.stderr[-300:]}")
            for file in these:
                if (out / f"{file.stem}.pdf").exists():
                    shutil.move(out / f"{file.stem}.pdf", file.with_suffix(f"{kind}.pdf"))


def judge(job, tools):
    """One reader over one file."""
    file, reader, truth = job
    return file, reader.__name__, faults_of(reader, file, truth, tools)


def report(good, broken):
    """Prints what was found; gives the number of readers that said the wrong thing."""
    wrong = 0
    for name in dict.fromkeys(name for _, name, _ in good):
        mine = [(file, faults) for file, reader, faults in good if reader == name]
        bad = [(file, faults) for file, faults in mine if faults]
        wrong += len(bad)
        print(f"{'FAULT' if bad else 'ok':8} {name}: {len(mine) - len(bad)} of {len(mine)} files")
        for file, faults in bad:
            print(f"         {file.name}: {len(faults)} faults")
            for fault in faults[:5]:
                print(f"           {fault}")
    for file, name, faults in broken:
        wrong += not faults
        said = faults[0][:110] if faults else "LET IT PASS"
        print(f"{'refused' if faults else 'FAULT':8} {file.name} by {name}: {said}")
    return wrong


main()
