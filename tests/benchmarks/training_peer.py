#!/usr/bin/python3
"""Peer of bench_training: the short-chunk CNN in eager PyTorch, log-mel in. One step of Adam for each line read; prints its CPU seconds.

training_peer.py BATCH plain|channels-last
"""
import sys
import time

import torch
from torch import nn

batch, layout = int(sys.argv[1]), sys.argv[2]
torch.set_num_threads(1)
torch.manual_seed(0)


def block(given, made):
    return nn.Sequential(nn.Conv2d(given, made, 3, padding=1), nn.BatchNorm2d(made), nn.ReLU(), nn.MaxPool2d(2))


class ShortChunk(nn.Module):
    """[batch, 1, 128 mels, 231 frames] dB -> logits [batch, 50]"""

    def __init__(self):
        super().__init__()
        widths = [1, 128, 128, 256, 256, 256, 256, 512]
        self.norm = nn.BatchNorm2d(1)
        self.body = nn.Sequential(*[block(a, b) for a, b in zip(widths, widths[1:])])
        self.head = nn.Sequential(nn.Linear(512, 512), nn.BatchNorm1d(512), nn.ReLU(), nn.Dropout(0.5), nn.Linear(512, 50))

    def forward(self, x):
        return self.head(self.body(self.norm(x)).flatten(2).amax(2))


model = ShortChunk().train()
x = torch.randn(batch, 1, 128, 231) * 20 - 20
y = (torch.rand(batch, 50) < 0.05).float()
if layout == "channels-last":
    model = model.to(memory_format=torch.channels_last)
    x = x.to(memory_format=torch.channels_last)
optimiser = torch.optim.Adam(model.parameters(), 1e-4, weight_decay=1e-4)
loss = nn.BCEWithLogitsLoss()

for line in sys.stdin:
    begun = time.process_time()
    optimiser.zero_grad()
    loss(model(x), y).backward()
    optimiser.step()
    print(time.process_time() - begun, flush=True)
