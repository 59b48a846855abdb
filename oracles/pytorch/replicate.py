#!/usr/bin/env python3
"""Trains the study's CNNs in PyTorch, many seeds at once, to check the study's accuracies.

Written from the paper, with autograd, cuDNN and no code of the study: layers, gradients, update rules
and random numbers are all others. All models of a network and reading step together, on a GPU as one
CUDA graph whose branches run side by side.
"""

import argparse
import csv
import itertools
import math
import pathlib
import sys
import time

import torch
import torch.nn.functional as F

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "benchmarks" / "peers"))
import mnist  # noqa: E402
from pytorch_networks import same_padding  # noqa: E402
from rules import RULES  # noqa: E402

BATCH = 100
EVALUATED_AT_ONCE = 2_500
SHAPES = {"small-cnn": (2, 3, 32), "medium-cnn": (4, 7, 64)}  # convolutions, filter size, filters
COLUMNS = (
    "network,reading,optimizer,semantics,initialisation,learning_rate,seed,epoch,"
    "train_loss,train_accuracy_after,test_loss,test_accuracy,best_test_accuracy,best_epoch,products,device"
).split(",")


def pairs(values):
    """Weights and biases, layer by layer."""
    return zip(values[::2], values[1::2])


class Network:
    """Shapes and the forward pass of one of the paper's CNNs; parameters are given from outside."""

    def __init__(self, network, reading):
        convolutions, self.kernel, filters = SHAPES[network]
        self.stride = 2 if reading == "strided" else 1
        self.pooled = reading == "pooled"
        self.paddings, self.shapes, self.fans = [], [], []
        size, channels, taps = 28, 1, self.kernel**2
        for _ in range(convolutions):
            self.paddings.append(same_padding(size, self.kernel, self.stride))
            self.shapes += [(filters, channels, self.kernel, self.kernel), (filters,)]
            # DL4J's convolution divides the outputs that an input reaches by the stride's square
            self.fans.append((channels * taps, filters * taps / self.stride**2))
            size, channels = math.ceil(size / 2), filters
        inputs = channels * size * size
        self.shapes += [(inputs, 10), (10,)]
        self.fans.append((inputs, 10))
        self.sizes = [math.prod(shape) for shape in self.shapes]

    def initial(self, initialisation, generator):
        """A flat vector of initial parameters.

        xavier: weights N(0, 2 / (fan in + fan out)), biases 0. truncated-normal: weights N(0, 0.1^2)
        within two deviations, biases 0.1.
        """
        parameters = []
        for (weight, bias), (fan_in, fan_out) in zip(pairs(self.shapes), self.fans):
            values = torch.empty(weight)
            if initialisation == "xavier":
                values.normal_(0, math.sqrt(2 / (fan_in + fan_out)), generator=generator)
            else:
                torch.nn.init.trunc_normal_(values, 0, 0.1, -0.2, 0.2, generator=generator)
            parameters += [values.flatten(), torch.full(bias, 0.0 if initialisation == "xavier" else 0.1)]
        return torch.cat(parameters)

    def logits(self, theta, images):
        """Class scores of images [n, 1, 28, 28], pixels in [0, 1]."""
        parameters = [p.view(shape) for p, shape in zip(theta.split(self.sizes), self.shapes)]
        x = images
        for (weight, bias), (before, after) in zip(pairs(parameters[:-2]), self.paddings):
            x = F.conv2d(F.pad(x, (before, after, before, after)), weight, bias, self.stride).relu()
            if self.pooled:
                x = F.max_pool2d(x, 2, ceil_mode=True)
        return torch.addmm(parameters[-1], x.flatten(1), parameters[-2])


class Model:
    """One trial: its parameters, its rule, its order of the images, what it measured."""

    def __init__(self, settings, examples, device):
        self.settings = settings
        self.network = Network(settings["network"], settings["reading"])
        self.generator = torch.Generator().manual_seed(int(settings["seed"]))
        self.theta = self.network.initial(settings["initialisation"], self.generator).to(device)
        rule = RULES[settings["semantics"]][settings["optimizer"]]
        self.rule = rule(self.theta, float(settings["learning_rate"]))
        self.order = torch.zeros(examples // BATCH, BATCH, dtype=torch.long, device=device)
        self.loss = torch.zeros((), device=device)
        self.best = (0.0, 0)

    def shuffle(self):
        self.order.copy_(torch.randperm(self.order.numel(), generator=self.generator).view_as(self.order))
        self.loss.zero_()

    def step(self, number, images, labels):
        rows = self.order.index_select(0, number).view(-1)
        theta = self.theta.detach().requires_grad_()  # a new leaf, which belongs to this stream
        loss = F.cross_entropy(self.network.logits(theta, images[rows]), labels[rows])
        (g,) = torch.autograd.grad(loss, theta)
        with torch.no_grad():
            self.rule.step(self.theta, g)
            self.loss.add_(loss)

    @torch.no_grad()
    def evaluate(self, images, labels):
        """Mean loss and accuracy, as tensors on the device."""
        parts = zip(images.split(EVALUATED_AT_ONCE), labels.split(EVALUATED_AT_ONCE))
        loss, right = torch.zeros_like(self.loss), torch.zeros_like(self.loss)
        for x, y in parts:
            scores = self.network.logits(self.theta, x)
            loss += F.cross_entropy(scores, y, reduction="sum")
            right += (scores.argmax(1) == y).sum()
        return torch.stack([loss, right]) / len(labels)


class Stepper:
    """Steps all models together, one batch each; on a GPU as one CUDA graph over several streams."""

    def __init__(self, models, images, labels, streams):
        self.models, self.images, self.labels = models, images, labels
        self.number = torch.zeros(1, dtype=torch.long, device=images.device)
        self.graph = None
        if images.is_cuda:
            self.streams = [torch.cuda.Stream() for _ in range(streams)]
            self.capture()

    def capture(self):
        """Warms up, which cuDNN needs for its choice of kernels, undoes it, and records the step."""
        kept = [(t, t.clone()) for m in self.models for t in (m.theta, m.loss, *tensors(m.rule))]
        warm = torch.cuda.Stream()
        warm.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(warm):
            for model in self.models:
                for _ in range(3):
                    model.step(self.number, self.images, self.labels)
        torch.cuda.synchronize()
        with torch.no_grad():
            for tensor, value in kept:
                tensor.copy_(value)
        self.graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self.graph):
            self.all_at_once()
        torch.cuda.synchronize()

    def all_at_once(self):
        main = torch.cuda.current_stream()
        for stream in self.streams:
            stream.wait_stream(main)
        for model, stream in zip(self.models, itertools.cycle(self.streams)):
            with torch.cuda.stream(stream):
                model.step(self.number, self.images, self.labels)
        for stream in self.streams:
            main.wait_stream(stream)
        self.number.add_(1)

    def epoch(self, steps):
        self.number.zero_()
        for _ in range(steps):
            if self.graph:
                self.graph.replay()
            else:
                for model in self.models:
                    model.step(self.number, self.images, self.labels)
                self.number.add_(1)


def tensors(rule):
    return [value for value in vars(rule).values() if isinstance(value, torch.Tensor)]


def train(models, training, test, epochs, streams, seconds):
    """Trains models side by side and yields (epoch, seconds) after each; stops after `seconds`."""
    images, labels = training
    start = time.perf_counter()
    stepper = Stepper(models, images, labels, streams)
    for epoch in range(1, epochs + 1):
        for model in models:
            model.shuffle()
        stepper.epoch(len(models[0].order))
        tested = torch.stack([model.evaluate(*test) for model in models]).tolist()
        for model, (loss, accuracy) in zip(models, tested):
            model.tested = (loss, accuracy)
            model.best = max(model.best, (accuracy, -epoch))
        yield epoch, time.perf_counter() - start
        if time.perf_counter() - start > seconds:
            return


def records(models, epoch, training, products, device):
    for model in models:
        test_loss, test_accuracy = model.tested
        _, train_accuracy = model.evaluate(*training).tolist()
        yield {
            **model.settings,
            "epoch": epoch,
            "train_loss": float(f"{model.loss.item() / len(model.order):.6g}"),
            "train_accuracy_after": round(train_accuracy, 6),
            "test_loss": float(f"{test_loss:.6g}"),
            "test_accuracy": round(test_accuracy, 4),
            "best_test_accuracy": round(model.best[0], 4),
            "best_epoch": -model.best[1],
            "products": products,
            "device": device,
        }


def on_device(examples, device):
    images, labels = examples
    return images.to(device).float().div_(255).unsqueeze(1), labels.to(device)


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    several = {"nargs": "+", "metavar": "KEY"}
    parser.add_argument("--mnist", default="src/main/resources/mnist", help="directory of the four IDX files")
    parser.add_argument("--networks", default=["small-cnn", "medium-cnn"], choices=SHAPES, **several)
    parser.add_argument("--readings", default=["strided"], choices=["strided", "pooled"], **several)
    parser.add_argument("--semantics", default=["tensorflow"], choices=RULES, **several)
    parser.add_argument("--optimizers", default=list(RULES["dl4j"]), choices=RULES["dl4j"], **several)
    parser.add_argument(
        "--initialisations", default=["xavier"], choices=["xavier", "truncated-normal"], **several
    )
    parser.add_argument("--learning-rate", default="0.001")
    parser.add_argument("--seeds", default=[1, 2, 3], type=int, nargs="+")
    parser.add_argument("--epochs", default=100, type=int)
    parser.add_argument("--seconds", default=math.inf, type=float, help="stop a group of models after this")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--tf32", action="store_true", help="products of 10-bit mantissas, sums in float32")
    parser.add_argument("--streams", default=8, type=int)
    parser.add_argument("--output", required=True, type=pathlib.Path, help="CSV; rows are added to it")
    return parser.parse_args()


def main():
    options = parse()
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = options.tf32
    torch.backends.cudnn.benchmark = True
    device = torch.device(options.device)
    name = torch.cuda.get_device_name() if device.type == "cuda" else "CPU"
    training = on_device(mnist.training(options.mnist), device)
    test = on_device(mnist.images_and_labels(options.mnist, "t10k"), device)
    for network, reading in itertools.product(options.networks, options.readings):
        choices = itertools.product(
            options.initialisations, options.semantics, options.optimizers, options.seeds
        )
        models = []
        for initialisation, semantics, optimizer, seed in choices:
            settings = {
                "network": network, "reading": reading, "optimizer": optimizer, "semantics": semantics,
                "initialisation": initialisation, "learning_rate": options.learning_rate, "seed": seed,
            }  # fmt: skip
            models.append(Model(settings, len(training[1]), device))
        for epoch, seconds in train(models, training, test, options.epochs, options.streams, options.seconds):
            if epoch in (1, 2, options.epochs) or epoch % 10 == 0:
                mean = sum(model.tested[1] for model in models) / len(models)
                print(
                    f"{network} {reading}, {len(models)} models: epoch {epoch}/{options.epochs},"
                    f" mean test accuracy {mean:.4f}, {seconds:.1f} s",
                    flush=True,
                )
        products = "tf32" if options.tf32 and device.type == "cuda" else "float32"
        new = not options.output.exists()
        with options.output.open("a", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            if new:
                writer.writeheader()
            writer.writerows(records(models, epoch, training, products, name))


if __name__ == "__main__":
    main()
