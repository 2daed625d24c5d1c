#!/usr/bin/env python3
"""Small weight files to start the checkpoint fuzzer from: make_checkpoint_seeds.py FOLDER

The safetensors files need nothing; the PyTorch ones are written where python3-torch is installed.
"""
import collections
import json
import pathlib
import struct
import sys

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)


def safetensors(name, entries, metadata=None):
    header, data = ({"__metadata__": metadata} if metadata else {}), b""
    for key, (dtype, shape, content) in entries.items():
        header[key] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    (folder / name).write_bytes(struct.pack("<Q", len(text)) + text + data)


safetensors("one.safetensors", {"a.weight": ("F32", [2, 2], struct.pack("<4f", 1, 2, 3, 4))})
safetensors("types.safetensors",
            {"h": ("F16", [2], b"\0\x3c\0\x40"), "b": ("BF16", [1], b"\x80\x3f"), "i": ("I64", [], struct.pack("<q", 7)),
             "u": ("U8", [3], b"abc"), "t": ("BOOL", [1], b"\1"), "d": ("F64", [1], struct.pack("<d", 0.5))}, {"format": "pt"})
safetensors("empty.safetensors", {})

try:
    import torch
except ImportError:
    sys.exit(0)

torch.manual_seed(0)
plain = {"layer.weight": torch.randn(2, 3), "layer.bias": torch.zeros(2), "steps": torch.tensor(3)}
base = torch.arange(24, dtype=torch.float32)
views = {"v": base.view(4, 6).t(), "w": base[3:9:2], "h": base.half()[:2], "b": base.bfloat16()[:2], "e": base[:0], "q": base.bool()[:4]}
module = torch.nn.Sequential(torch.nn.Conv1d(1, 2, 3), torch.nn.BatchNorm1d(2))
contents = {
    "plain": plain,
    "ordered": collections.OrderedDict(plain),
    "state": module.state_dict(),
    "parallel": {"module." + key: value for key, value in module.state_dict().items()},
    "training": {"epoch": 3, "loss": 0.25, "state_dict": module.state_dict(), "optimizer": {"lr": 1e-3, "steps": [1, 2, 3]}, "done": True},
    "views": views,
    "parameter": {"p": torch.nn.Parameter(torch.ones(2)), "size": torch.ones(2, 3).shape, "type": torch.float32},
    "module": module,
}
for name, content in contents.items():
    for zipped in (True, False):
        torch.save(content, folder / (name + (".zip.pth" if zipped else ".legacy.pth")), _use_new_zipfile_serialization=zipped)
