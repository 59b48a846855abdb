"""MNIST from the four IDX files, gzipped or raw, as byte tensors; 5,000 validation images come first."""

import gzip
import pathlib
import struct

import torch

VALIDATION = 5000


def read_idx(path):
    """An IDX file of unsigned bytes: magic 0x0000080r for rank r, r big-endian sizes, the values."""
    content = pathlib.Path(path).read_bytes()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    rank = content[3]
    if content[:3] != b"\0\0\x08":
        raise ValueError(f"{path} is no IDX file of unsigned bytes")
    shape = struct.unpack_from(f">{rank}I", content, 4)
    return torch.frombuffer(bytearray(content), dtype=torch.uint8, offset=4 + 4 * rank).view(shape)


def images_and_labels(directory, part):
    """`part` is "train" or "t10k"."""
    images = read_idx(pathlib.Path(directory) / f"{part}-images-idx3-ubyte.gz")
    labels = read_idx(pathlib.Path(directory) / f"{part}-labels-idx1-ubyte.gz")
    return images, labels.long()


def training(directory):
    """The 55,000 training images: the first 5,000 of the 60,000 are validation."""
    images, labels = images_and_labels(directory, "train")
    return images[VALIDATION:], labels[VALIDATION:]
