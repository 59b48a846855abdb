for name, records in sorted(trials.items(), key=lambda trial: -float(trial[1][-1]["test_accuracy"])):
    best = max(records, key=lambda record: float(record["validation_accuracy"]))
    print(f"{float(records[-1]['test_accuracy']):.4f} last, {float(best['test_accuracy']):.4f} in epoch {best['epoch']:>3} of the best validation  {name}")
