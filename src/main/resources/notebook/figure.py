from IPython.display import Image

Image("@FILE@", width=900)
