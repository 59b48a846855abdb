import json


def shown(effect):
    if effect is None:
        return "-"
    limits = "" if effect["low"] is None else f" [{effect['low']:+.3f}, {effect['high']:+.3f}]"
    return f"{effect['value']:+.3f}{limits} {effect['unit']}"


with open("claims.json") as file:
    judgements = json.load(file)["judgements"]
for judgement in judgements:
    print(f"{judgement['claim']:4} {judgement['semantics']:11} {judgement['reading'] or 'any':8} {judgement['verdict']:13} {shown(judgement['effect'])}")
