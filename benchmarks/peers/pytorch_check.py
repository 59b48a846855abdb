"""Is the peer right? Its gradients against autograd's, and its test accuracy after an epoch."""

import sys

import torch
import torch.nn.functional as F

import mnist
from pytorch_networks import NETWORKS, Convolution, same_padding
from pytorch_worker import BATCH, Training, configure


# Plain PyTorch (autograd, torch.optim.Adam) reaches 0.956 to 0.961 on small-cnn strided.
LEAST_ACCURACY = 0.94


def reference_loss(network, images, labels):
    """The same loss in plain PyTorch, in double precision: padded, convolved, ReLU, then pooled."""
    x = images.double().div(255).unsqueeze(1)
    parameters = []
    for layer in network.layers:
        weight = layer.weight.double().requires_grad_()
        bias = layer.bias.double().requires_grad_()
        parameters += [weight, bias]
        if isinstance(layer, Convolution):
            before, after = same_padding(x.shape[2], weight.shape[2], layer.stride[0])
            x = F.conv2d(F.pad(x, (before, after, before, after)), weight, bias, layer.stride).relu()
            x = F.max_pool2d(x, 2) if layer.pooled else x
        else:
            x = torch.addmm(bias, x.permute(0, 2, 3, 1).flatten(1) if x.dim() == 4 else x, weight)
            x = x if layer.last else x.relu()
    return F.cross_entropy(x, labels), parameters


def gradient_error(name, images, labels):
    """Largest difference of the flat gradient from autograd's, relative to autograd's largest."""
    network = NETWORKS[name](BATCH)
    loss = network.gradient(network.prepare(images), torch.arange(BATCH), labels)
    with torch.enable_grad():
        expected_loss, parameters = reference_loss(network, images, labels)
        expected = torch.autograd.grad(expected_loss, parameters)
    # Convolution weights lie channels last in the flat vector.
    flat = torch.cat([(g.permute(0, 2, 3, 1) if g.dim() == 4 else g).flatten() for g in expected])
    error = (network.gradients - flat).abs().max() / flat.abs().max()
    return max(float(error), abs(float(loss / expected_loss) - 1))


def test_accuracy(name, directory):
    training = Training(name, *mnist.training(directory))
    for _ in range(len(training.labels) // BATCH):
        training.step()
    images, labels = mnist.images_and_labels(directory, "t10k")
    network = training.network
    prepared = network.prepare(images)
    rows = torch.arange(len(labels)).split(BATCH // network.parts)
    right = sum(int((network.forward(prepared, r).argmax(1) == labels[r]).sum()) for r in rows)
    return right / len(labels)


def main(directory, names):
    """Prints a line a network; the exit status is 1 if one fails."""
    configure(threads=1)
    images, labels = mnist.training(directory)
    passed = True
    for name in names:
        error = gradient_error(name, images[:BATCH], labels[:BATCH])
        accuracy = test_accuracy(name, directory)
        right = error < 1e-5 and accuracy > LEAST_ACCURACY
        passed &= right
        print(
            f"{name}: gradient within {error:.1e} of autograd's, "
            f"test accuracy after one epoch {accuracy:.4f}: {'OK' if right else 'WRONG'}"
        )
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
