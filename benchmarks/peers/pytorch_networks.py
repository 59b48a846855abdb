"""The study's networks and Adam, written for PyTorch's fastest path on a CPU.

Autograd, modules and data loaders are left out: a training step is a fixed sequence of ATen
kernels over buffers that are allocated once. Forward and backward are the kernels that autograd
would choose, without its bookkeeping; `pytorch_peer.py --check` compares the gradients with
autograd's. Images are bytes in memory: gathering a batch reads a quarter of what floats would.
"""

import math

import torch

aten = torch.ops.aten


def same_padding(size, kernel, stride):
    """TensorFlow's SAME: (before, after) = halves of max((ceil(n/s)-1)s + k - n, 0), odd one after."""
    total = max((math.ceil(size / stride) - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2


def glorot(shape, fan_in, fan_out):
    """Glorot and Bengio's uniform initialisation: U(-a, a), a = sqrt(6 / (fan_in + fan_out))."""
    bound = math.sqrt(6 / (fan_in + fan_out))
    return torch.empty(shape).uniform_(-bound, bound)


class Convolution:
    """Convolution with SAME padding, optional 2x2 max pooling, and ReLU; channels last.

    Padding is symmetric in PyTorch's convolution, so the odd row and column after the image, where
    SAME asks for one, belong to the input buffer and stay zero: whoever fills `inside` pays nothing.
    ReLU comes after the pooling, with which it commutes, on a quarter of the values.
    """

    def __init__(self, batch, size, channels, filters, kernel, stride, pooled=False, first=False):
        before, after = same_padding(size, kernel, stride)
        self.stride, self.padding, self.pooled, self.first = [stride] * 2, [before] * 2, pooled, first
        self.stored = torch.zeros(batch, size + after - before, size + after - before, channels)
        self.input = self.stored.permute(0, 3, 1, 2)
        self.size = size
        self.inside = self.input[:, :, :size, :size]
        taps = kernel * kernel
        self.initial = [
            glorot((filters, kernel, kernel, channels), taps * channels, taps * filters),
            torch.zeros(filters),
        ]

    def bind(self, values, gradients):
        self.weight, self.bias = values[0].permute(0, 3, 1, 2), values[1]
        self.weight_gradient, self.bias_gradient = gradients[0].permute(0, 3, 1, 2), gradients[1]

    def forward(self, output):
        self.output = output
        y = torch.conv2d(self.input, self.weight, self.bias, self.stride, self.padding)
        if self.pooled:
            self.convolved = y
            y, self.winners = aten.max_pool2d_with_indices(y, [2, 2], [2, 2])
        torch.clamp_min(y, 0, out=output)

    def backward(self, gradient):
        """Takes the loss's gradient by the output, keeps the parameters', returns the input's."""
        g = aten.threshold_backward(gradient, self.output, 0)
        if self.pooled:
            g = aten.max_pool2d_with_indices_backward(
                g, self.convolved, [2, 2], [2, 2], [0, 0], [1, 1], False, self.winners
            )
        # Summing here is faster than convolution_backward's own bias gradient.
        torch.sum(g.permute(0, 2, 3, 1).reshape(-1, g.shape[1]), 0, out=self.bias_gradient)
        by_input, by_weight, _ = aten.convolution_backward(
            g, self.input, self.weight, None, self.stride, self.padding, [1, 1], False, [0, 0], 1,
            [not self.first, True, False],
        )  # fmt: skip
        self.weight_gradient.copy_(by_weight)
        return None if self.first else by_input[:, :, : self.size, : self.size]


class Dense:
    """Fully connected layer, with ReLU unless it is the last; weights [inputs, outputs]."""

    def __init__(self, batch, inputs, outputs, image=None, last=False, first=False):
        self.last, self.first, self.image = last, first, image
        self.input = torch.zeros(batch, inputs)
        # After a convolution the input is its channels-last activation, flattened as it lies.
        self.inside = self.input.view(batch, *image).permute(0, 3, 1, 2) if image else self.input
        self.stored = self.input
        self.transposed = self.input.t()
        self.by_input = torch.zeros(batch, inputs)
        self.initial = [glorot((inputs, outputs), inputs, outputs), torch.zeros(outputs)]

    def bind(self, values, gradients):
        self.weight, self.bias = values
        self.weight_transposed = self.weight.t()
        self.weight_gradient, self.bias_gradient = gradients

    def forward(self, output):
        self.output = output
        torch.addmm(self.bias, self.input, self.weight, out=output)
        if not self.last:
            torch.relu_(output)

    def backward(self, gradient):
        g = gradient if self.last else aten.threshold_backward(gradient, self.output, 0)
        torch.sum(g, 0, out=self.bias_gradient)
        torch.mm(self.transposed, g, out=self.weight_gradient)
        if self.first:
            return None
        torch.mm(g, self.weight_transposed, out=self.by_input)
        return self.by_input.view(-1, *self.image).permute(0, 3, 1, 2) if self.image else self.by_input


class Network:
    """Layers whose parameters lie in one flat vector and whose gradients lie in another.

    A batch can be worked off in several parts whose gradients are averaged: the same function, and
    faster where a part's activations fit a cache that the batch's do not.
    """

    def __init__(self, layers, parts=1):
        self.layers, self.parts = layers, parts
        self.pixels = layers[0].stored
        self.bytes = torch.zeros(self.pixels.shape, dtype=torch.uint8)
        initial = [p for layer in layers for p in layer.initial]
        sizes = [p.numel() for p in initial]
        self.parameters = torch.cat([p.flatten() for p in initial])
        self.part_gradients = torch.zeros_like(self.parameters)
        self.gradients = self.part_gradients if parts == 1 else torch.zeros_like(self.parameters)
        views = [
            iter([part.view(p.shape) for part, p in zip(flat.split(sizes), initial)])
            for flat in (self.parameters, self.part_gradients)
        ]
        for layer in layers:
            layer.bind(*[[next(view), next(view)] for view in views])
        self.logits = torch.zeros(self.pixels.shape[0], 10)
        self.one = torch.ones(())

    def forward(self, images, rows):
        """Class scores of a part's rows of `images`, which are bytes as `prepare` left them."""
        torch.index_select(images, 0, rows, out=self.bytes)
        torch.mul(self.bytes, 1 / 255, out=self.pixels)
        for layer, following in zip(self.layers, self.layers[1:]):
            layer.forward(following.inside)
        self.layers[-1].forward(self.logits)
        return self.logits

    def part_gradient(self, images, rows, labels):
        log_p = torch.log_softmax(self.forward(images, rows), 1)
        loss, weight = aten.nll_loss_forward(log_p, labels, None, 1, -100)
        g = aten.nll_loss_backward(self.one, log_p, labels, None, 1, -100, weight)
        g = aten._log_softmax_backward_data(g, log_p, 1, torch.float32)
        for layer in reversed(self.layers):
            g = layer.backward(g)
        return loss

    def gradient(self, images, rows, labels):
        """Mean cross entropy of a batch; fills `gradients`."""
        if self.parts == 1:
            return self.part_gradient(images, rows, labels)
        loss = torch.zeros(())
        self.gradients.zero_()
        for r, l in zip(rows.chunk(self.parts), labels.chunk(self.parts)):
            loss.add_(self.part_gradient(images, r, l), alpha=1 / self.parts)
            self.gradients.add_(self.part_gradients, alpha=1 / self.parts)
        return loss

    def prepare(self, images):
        """28x28 images as this network's first layer takes them: flat, or with SAME's odd zeros."""
        if self.pixels.dim() == 2:
            return images.reshape(len(images), -1)
        missing = self.pixels.shape[1] - images.shape[1]
        return torch.nn.functional.pad(images, (0, missing, 0, missing)).unsqueeze(3).contiguous()


class Adam:
    """TensorFlow's form of Adam over one flat vector, in place.

    m = b1 m + (1-b1) g; v = b2 v + (1-b2) g^2;
    theta -= lr sqrt(1-b2^t)/(1-b1^t) m / (sqrt(v) + eps)
    """

    def __init__(self, network, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.theta, self.g = network.parameters, network.gradients
        self.learning_rate, self.beta1, self.beta2, self.epsilon = learning_rate, beta1, beta2, epsilon
        self.m, self.v, self.root = (torch.zeros_like(self.theta) for _ in range(3))
        self.t = 0

    def step(self):
        self.t += 1
        rate = self.learning_rate * math.sqrt(1 - self.beta2**self.t) / (1 - self.beta1**self.t)
        self.m.mul_(self.beta1).add_(self.g, alpha=1 - self.beta1)
        self.v.mul_(self.beta2).addcmul_(self.g, self.g, value=1 - self.beta2)
        torch.sqrt(self.v, out=self.root).add_(self.epsilon)
        self.theta.addcdiv_(self.m, self.root, value=-rate)


def cnn(batch, reading, filters, kernel, convolutions):
    """The paper's CNN: "strided" convolves with stride 2, "pooled" with stride 1 and then pools."""
    pooled = reading == "pooled"
    parts = 2 if pooled else 1
    part = batch // parts
    layers, size, channels = [], 28, 1
    for i in range(convolutions):
        stride = 1 if pooled else 2
        layers.append(Convolution(part, size, channels, filters, kernel, stride, pooled, first=i == 0))
        size, channels = math.ceil(size / 2), filters
    layers.append(Dense(part, size * size * channels, 10, image=(size, size, channels), last=True))
    return Network(layers, parts)


def deep_mlp(batch):
    """784-100-100-100-100-100-10."""
    widths = [784] + [100] * 5 + [10]
    pairs = list(zip(widths, widths[1:]))
    last = len(pairs) - 1
    return Network([Dense(batch, i, o, first=k == 0, last=k == last) for k, (i, o) in enumerate(pairs)])


NETWORKS = {
    "small-cnn.strided": lambda batch: cnn(batch, "strided", filters=32, kernel=3, convolutions=2),
    "small-cnn.pooled": lambda batch: cnn(batch, "pooled", filters=32, kernel=3, convolutions=2),
    "medium-cnn.strided": lambda batch: cnn(batch, "strided", filters=64, kernel=7, convolutions=4),
    "deep-mlp": deep_mlp,
}
