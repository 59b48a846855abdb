"""Update rules over one flat vector, by TensorFlow's and by DL4J's formulas.

theta are the parameters, g the gradient of the mean loss, lr the learning rate. A rule changes theta
and its own state in place, in float32, and keeps no number on the host: a CUDA graph can repeat it.
"""

import torch


class GradientDescent:
    """theta -= lr g (TensorFlow and DL4J's Sgd)."""

    def __init__(self, theta, lr):
        self.lr = lr

    def step(self, theta, g):
        theta.sub_(g, alpha=self.lr)


class Momentum:
    """TensorFlow's: a = mu a + g; theta -= lr a."""

    def __init__(self, theta, lr, mu=0.9):
        self.lr, self.mu = lr, mu
        self.a = torch.zeros_like(theta)

    def step(self, theta, g):
        self.a.mul_(self.mu).add_(g)
        theta.sub_(self.a, alpha=self.lr)


class Nesterovs:
    """DL4J's: w = mu v - lr g; theta += (1 + mu) w - mu v; v = w."""

    def __init__(self, theta, lr, mu=0.9):
        self.lr, self.mu = lr, mu
        self.v = torch.zeros_like(theta)

    def step(self, theta, g):
        decayed = self.mu * self.v
        self.v.copy_(decayed - self.lr * g)
        theta.add_((1 + self.mu) * self.v - decayed)


class Adagrad:
    """a += g^2; theta -= lr g / (sqrt(a) + eps). TensorFlow: a starts at 0.1, no eps. DL4J: at eps."""

    def __init__(self, theta, lr, start=0.1, eps=0.0):
        self.lr, self.eps = lr, eps
        self.a = torch.full_like(theta, start)

    def step(self, theta, g):
        self.a.addcmul_(g, g)
        theta.addcdiv_(g, self.a.sqrt().add_(self.eps), value=-self.lr)


class Adadelta:
    """a = rho a + (1-rho) g^2; u = sqrt(b + eps) / sqrt(a + eps) g; theta -= lr u;
    b = rho b + (1-rho) u^2. TensorFlow: eps 1e-8. DL4J: eps 1e-6, and lr is always 1.
    """

    def __init__(self, theta, lr, rho=0.95, eps=1e-8):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.a, self.b = torch.zeros_like(theta), torch.zeros_like(theta)

    def step(self, theta, g):
        self.a.mul_(self.rho).addcmul_(g, g, value=1 - self.rho)
        u = (self.b + self.eps).sqrt_().div_((self.a + self.eps).sqrt_()).mul_(g)
        theta.sub_(u, alpha=self.lr)
        self.b.mul_(self.rho).addcmul_(u, u, value=1 - self.rho)


class RmsProp:
    """TensorFlow's: s = rho s + (1-rho) g^2, from 1; theta -= lr g / sqrt(s + eps)."""

    def __init__(self, theta, lr, rho=0.9, eps=1e-10):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.s = torch.ones_like(theta)

    def step(self, theta, g):
        self.s.mul_(self.rho).addcmul_(g, g, value=1 - self.rho)
        theta.addcdiv_(g, (self.s + self.eps).sqrt_(), value=-self.lr)


class Dl4jRmsProp:
    """DL4J's: s = rho s + (1-rho) g^2, from eps; theta -= lr g / (sqrt(s) + eps)."""

    def __init__(self, theta, lr, rho=0.95, eps=1e-8):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.s = torch.full_like(theta, eps)

    def step(self, theta, g):
        self.s.mul_(self.rho).addcmul_(g, g, value=1 - self.rho)
        theta.addcdiv_(g, self.s.sqrt().add_(self.eps), value=-self.lr)


class Adam:
    """m = b1 m + (1-b1) g; v = b2 v + (1-b2) g^2;
    theta -= lr sqrt(1-b2^t)/(1-b1^t) m / (sqrt(v) + eps) (TensorFlow and DL4J).
    """

    def __init__(self, theta, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v = torch.zeros_like(theta), torch.zeros_like(theta)
        self.power1, self.power2 = (torch.ones((), dtype=torch.float64, device=theta.device) for _ in "12")

    def step(self, theta, g):
        self.power1.mul_(self.beta1)
        self.power2.mul_(self.beta2)
        rate = (self.lr * (1 - self.power2).sqrt() / (1 - self.power1)).float()
        self.m.mul_(self.beta1).add_(g, alpha=1 - self.beta1)
        self.v.mul_(self.beta2).addcmul_(g, g, value=1 - self.beta2)
        theta.sub_(self.m.mul(rate).div_(self.v.sqrt().add_(self.eps)))


RULES = {
    "tensorflow": {
        "gradient-descent": GradientDescent,
        "momentum": Momentum,
        "adagrad": Adagrad,
        "adadelta": Adadelta,
        "rmsprop": RmsProp,
        "adam": Adam,
    },
    "dl4j": {
        "gradient-descent": GradientDescent,
        "momentum": Nesterovs,
        "adagrad": lambda theta, lr: Adagrad(theta, lr, start=1e-6, eps=1e-6),
        "adadelta": lambda theta, lr: Adadelta(theta, 1.0, eps=1e-6),
        "rmsprop": Dl4jRmsProp,
        "adam": Adam,
    },
}
