"""The reference validator of PDF/UA and PDF/A, run once for many files.

A program of its own, since a Java machine is loaded into the process:

    python verapdf.py JAR LIBRARIES < files

`LIBRARIES` is a folder of jars, `files` are JSON: [[path, flavour], ...]. The answer is JSON: per
file the rules that failed, each `clause-test: what is wrong (where)`; an empty list is a valid
file.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

_JARS = ("jaxb-api.jar", "jaxb-runtime.jar", "jaxb-core.jar", "javax.activation.jar")
_MOST = 12


def main() -> None:
    jar, libraries = sys.argv[1:3]
    files = json.load(sys.stdin)
    import jpype

    here = [str(Path(libraries, name)) for name in _JARS]
    # One thread collects what is left over: the tests beside this one need the other cores.
    options = ("-Xmx700m", "-Xss8m", "-XX:+UseSerialGC")
    jpype.startJVM(*options, classpath=[jar, *here], convertStrings=True)
    from jpype import JClass

    JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    told = [_failures(JClass, foundry, path, flavour) for path, flavour in files]
    print("ANSWER " + json.dumps(told))


def _failures(java: Any, foundry: Any, path: str, flavour: str) -> list[str]:
    wanted = java("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(flavour)
    try:
        parser = foundry.createParser(java("java.io.File")(path), wanted)
    except java("java.lang.Exception") as error:
        return [f"cannot be read: {error}"]
    try:
        validator = foundry.createValidator(wanted, False)
        result = validator.validate(parser)
        if result.isCompliant():
            return []
        failures = [_told(one) for one in result.getTestAssertions()][:_MOST]
        return failures or ["not compliant"]
    except java("java.lang.Exception") as error:
        return [f"cannot be judged: {error}"]
    finally:
        parser.close()


def _told(assertion: Any) -> str:
    rule, place = assertion.getRuleId(), assertion.getLocation()
    return (
        f"{rule.getClause()}-{rule.getTestNumber()}: {assertion.getMessage()} "
        f"({place.getContext()})"
    )


if __name__ == "__main__":
    main()
