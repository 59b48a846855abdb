draw("@FILE@")
