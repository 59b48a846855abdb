for judgement in judgements:
    if judgement["verdict"] != "not run":
        print(f"{judgement['claim']} ({judgement['semantics']}, {judgement['reading'] or 'any'}): {judgement['verdict']}. {judgement['reason']}")
