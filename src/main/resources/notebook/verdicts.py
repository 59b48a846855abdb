claims[claims["verdict"] != "not run"][["claim", "semantics", "reading", "verdict", "reason"]]
