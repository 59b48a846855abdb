import csv
from collections import defaultdict

with open("records.csv", newline="") as file:
    records = list(csv.DictReader(file))
trials = defaultdict(list)
for record in records:
    trials[record["trial"]].append(record)
print(len(records), "records of", len(trials), "trials")
