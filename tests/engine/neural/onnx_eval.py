#!/usr/bin/env python3
"""onnx_eval.py MODEL.onnx INPUT.npy WANTED.npy [opencv]: evaluates the model with a reader of its own, and if asked with OpenCV's
where it is installed, and prints the largest difference to WANTED. python3-onnx, where installed, checks the file too."""
import sys

import numpy
import torch
import torch.nn.functional as F


def fields(data):
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(data):
        key = varint()
        if key & 7 == 0:
            yield key >> 3, varint()
        else:
            assert key & 7 == 2
            size = varint()
            yield key >> 3, data[at:at + size]
            at += size


def every(message, number):
    return [value for field, value in fields(message) if field == number]


def attribute(message):
    name = every(message, 1)[0].decode()
    ints = [value - (1 << 64) if value >> 63 else value for value in every(message, 8)]
    return name, ints if ints else every(message, 3)[0]


def tensor(message):
    data = numpy.frombuffer(every(message, 9)[0], numpy.float32).reshape(every(message, 1))
    return every(message, 8)[0].decode(), torch.from_numpy(data.copy())


def conv(x, w, b, a):
    half = a["pads"][:len(a["pads"]) // 2]
    return (F.conv2d if x.dim() == 4 else F.conv1d)(x, w, b, a["strides"], half)


def pool(x, a):
    return (F.max_pool2d if x.dim() == 4 else F.max_pool1d)(x, a["kernel_shape"], a["strides"])


run = {
    "Conv": lambda i, a: conv(*i, a),
    "BatchNormalization": lambda i, a: F.batch_norm(i[0], i[3], i[4], i[1], i[2], eps=1e-5),
    "Relu": lambda i, a: torch.relu(i[0]),
    "MaxPool": lambda i, a: pool(i[0], a),
    "AveragePool": lambda i, a: F.avg_pool2d(i[0], a["kernel_shape"], a["strides"]),
    "GlobalMaxPool": lambda i, a: i[0].amax(list(range(2, i[0].dim())), keepdim=True),
    "GlobalAveragePool": lambda i, a: i[0].mean(list(range(2, i[0].dim())), keepdim=True),
    "Squeeze": lambda i, a: i[0].squeeze(a["axes"][0]),
    "Gemm": lambda i, a: i[0] @ i[1].T + i[2],
    "Add": lambda i, a: i[0] + i[1],
    "Concat": lambda i, a: torch.cat(i, a["axis"]),
    "Flatten": lambda i, a: i[0].flatten(1),
    "Sigmoid": lambda i, a: torch.sigmoid(i[0]),
    "Identity": lambda i, a: i[0],
}

raw = open(sys.argv[1], "rb").read()
graph = every(raw, 7)[0]
values = dict(tensor(message) for message in every(graph, 5))
given = numpy.load(sys.argv[2])
values[every(every(graph, 11)[0], 1)[0].decode()] = torch.from_numpy(given)
for node in every(graph, 1):
    inputs = [values[name.decode()] for name in every(node, 1)]
    values[every(node, 2)[0].decode()] = run[every(node, 4)[0].decode()](inputs, dict(map(attribute, every(node, 5))))
wanted = numpy.load(sys.argv[3])
print(abs(values["probabilities"].numpy() - wanted).max())

try:
    import onnx
    onnx.checker.check_model(onnx.load(sys.argv[1]))
    print("checked by onnx", onnx.__version__)
except ImportError:
    pass
try:
    import cv2
except ImportError:
    sys.exit(0)
if sys.argv[4:] != ["opencv"]:
    sys.exit(0)
network = cv2.dnn.readNetFromONNX(sys.argv[1])
network.setInput(given)
print("OpenCV", cv2.__version__, abs(network.forward() - wanted).max())
