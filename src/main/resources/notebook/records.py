last = records.groupby("trial").tail(1)
last = last.assign(reading=last["reading"].fillna(""), learning_rate=last["learning_rate"].astype(str))
last.pivot_table(index=["network", "reading", "optimizer", "semantics"], columns="learning_rate", values="test_accuracy").round(4)
