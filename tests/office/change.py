"""change.py PROFILE: what an opinion changes in a profile that was published."""

import json
import pathlib
import sys

path = pathlib.Path(sys.argv[1])
profile = json.loads(path.read_text(encoding="utf-8"))
profile["api_gateway"]["apis"] += 35
profile["operations"]["rto_minutes"] = 120
profile["records"] = [{
    "step": "specification",
    "date": "2026-12-10",
    "from": "한빛데이터",
    "about": ["CSR-001"],
    "content": "공개하는 API가 늘어 처리량의 기준을 다시 정할 것",
    "decision": "accepted",
    "reason": "늘어난 API 수를 기준으로 다시 정함",
    "changed": ["CSR-001"],
    "amount": 112000000,
    "days": 10,
    "source": "정보화담당관-1234",
}]
path.write_text(json.dumps(profile, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
