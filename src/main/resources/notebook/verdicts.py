import json

with open("claims.json") as file:
    judgements = json.load(file)["judgements"]
for judgement in judgements:
    print(f"{judgement['claim']:4} {judgement['semantics']:11} {judgement['reading'] or 'any':8} {judgement['verdict']}")
