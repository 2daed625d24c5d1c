#pragma once
#include <sndfile.h>

#include <QByteArray>
#include <QFile>
#include <QProcess>
#include <QString>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

/// Generated sound and files of it. Written by libsndfile (and, for its gapless header, the lame program), not by us.
namespace sound {

/// A sine sweep with a little noise: every band is busy, every sample differs. Interleaved.
inline std::vector<float> sweep(int rateHz, double seconds, int channels)
{
    std::mt19937 random(3);
    std::normal_distribution<float> noise(0.0f, 0.01f);
    const auto frames = static_cast<int>(seconds * rateHz);
    std::vector<float> samples;
    for (int i = 0; i < frames; ++i)
        for (int c = 0; c < channels; ++c) {
            const double t = static_cast<double>(i) / rateHz;
            const double phase = 2 * std::numbers::pi * (100 * t + 3000 * t * t / (2 * seconds) * (c + 1) / channels);
            samples.push_back(static_cast<float>(0.4 * std::sin(phase)) + noise(random));
        }
    return samples;
}

inline void write(const QString& path, const std::vector<float>& samples, int rateHz, int channels, int format)
{
    SF_INFO info{};
    info.samplerate = rateHz;
    info.channels = channels;
    info.format = format;
    auto* file = sf_open(QFile::encodeName(path).constData(), SFM_WRITE, &info);
    if (file == nullptr) qFatal("cannot write %s: %s", qPrintable(path), sf_strerror(nullptr));
    sf_writef_float(file, samples.data(), static_cast<sf_count_t>(samples.size()) / channels);
    sf_close(file);
}

/// libsndfile's own decode, mean of the channels.
inline std::vector<float> decodedBySndfile(const QString& path)
{
    SF_INFO info{};
    auto* file = sf_open(QFile::encodeName(path).constData(), SFM_READ, &info);
    if (file == nullptr) qFatal("cannot read %s", qPrintable(path));
    std::vector<float> block(static_cast<std::size_t>(info.channels) * 4096), mono;
    for (sf_count_t got; (got = sf_readf_float(file, block.data(), 4096)) > 0;)
        for (sf_count_t i = 0; i < got; ++i) {
            double sum = 0;
            for (int c = 0; c < info.channels; ++c) sum += block[static_cast<std::size_t>(i * info.channels + c)];
            mono.push_back(static_cast<float>(sum / info.channels));
        }
    sf_close(file);
    return mono;
}

inline QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) qFatal("cannot open %s", qPrintable(path));
    return file.readAll();
}

inline void writeBytes(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) qFatal("cannot write %s", qPrintable(path));
}

inline double largestDifference(const std::vector<float>& a, const std::vector<float>& b)
{
    if (a.size() != b.size()) qFatal("%zu samples against %zu", a.size(), b.size());
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(static_cast<double>(a[i]) - b[i]));
    return largest;
}

}  // namespace sound
