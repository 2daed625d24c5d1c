// Is the drawn playhead where the sound is? Plays a click a second through the window's player into a null sink of a PulseAudio server
// of its own, records the sink's monitor and compares. Bound: 50 ms (expectation 12).
// build/tests/bench_ui_playhead [SECONDS] (default 60); needs the packages pulseaudio and pulseaudio-utils.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <vector>

#include <QApplication>
#include <QTimer>

#include "tests/ui/sound_server.h"
#include "ui/player/player.h"

namespace {

constexpr int kRateHz = 44100;
constexpr int kLoud = 8000;          // a click is a tone burst of 20000
constexpr int kClickSamples = 441;   // 10 ms
constexpr int kSettleMs = 6000;      // the monitor of a new null sink lags until it knows how fast it is read

std::vector<std::int16_t> clicks(int seconds)
{
    std::vector<std::int16_t> samples(static_cast<std::size_t>(seconds) * kRateHz, 0);
    for (int second = 0; second < seconds; ++second)
        for (int i = 0; i < kClickSamples; ++i)
            samples[static_cast<std::size_t>(second) * kRateHz + static_cast<std::size_t>(i)] = i / 22 % 2 == 0 ? 20000 : -20000;
    return samples;
}

/// Finds clicks in what the monitor delivers. The place of a sample in time is that of its block's arrival.
class Recorder {
public:
    explicit Recorder(const ui::Player& player) : m_player(player) {}
    void take(const QByteArray& block)
    {
        const auto* samples = reinterpret_cast<const std::int16_t*>(block.constData());
        const auto count = block.size() / 2;
        const double now = m_player.positionSeconds();
        for (qsizetype i = 0; i < count; ++i) {
            ++m_sinceClick;
            if (std::abs(samples[i]) < kLoud || m_sinceClick < kRateHz / 2) continue;
            m_sinceClick = 0;
            const double drawn = now - static_cast<double>(count - i) / kRateHz;   // the playhead when this sample sounded
            if (m_player.state() == ui::Player::State::Playing) m_offsetsMs.push_back((drawn - std::round(drawn)) * 1000);
        }
    }
    const std::vector<double>& offsetsMs() const { return m_offsetsMs; }

private:
    const ui::Player& m_player;
    qsizetype m_sinceClick = kRateHz;
    std::vector<double> m_offsetsMs;
};

}  // namespace

int main(int argc, char** argv)
{
    const int seconds = argc > 1 ? std::atoi(argv[1]) : 60;
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    SoundServer server;
    QTemporaryDir folder;
    const auto file = folder.filePath("clicks.wav").toStdString();
    writeSound(file, clicks(seconds + 5));
    ui::Player player;
    Recorder recorder(player);
    QObject::connect(&server.monitor(), &QProcess::readyReadStandardOutput, [&] { recorder.take(server.monitor().readAllStandardOutput()); });
    player.setSource(file, seconds + 5);
    QObject::connect(&player, &ui::Player::failed, [](const QString& text) { std::fprintf(stderr, "%s\n", qPrintable(text)); });
    QTimer::singleShot(kSettleMs, &player, &ui::Player::play);
    QTimer::singleShot(seconds * 1000 + kSettleMs, &application, &QApplication::quit);
    application.exec();
    player.stop();

    auto offsets = recorder.offsetsMs();
    if (offsets.empty()) {
        std::fprintf(stderr, "nothing was heard: %s\n", qPrintable(player.unavailableReason()));
        return 1;
    }
    const double first = offsets.front(), last = offsets.back();
    std::sort(offsets.begin(), offsets.end());
    const auto at = [&](double part) { return offsets[static_cast<std::size_t>(part * static_cast<double>(offsets.size() - 1))]; };
    std::printf("%zu clicks heard in %d s; playhead ahead of the sound by: first %.1f ms, last %.1f ms, median %.1f ms, 5-95 %% %.1f to %.1f ms\n",
                offsets.size(), seconds, first, last, at(0.5), at(0.05), at(0.95));
    return std::max(std::abs(at(0.05)), std::abs(at(0.95))) < 50 ? 0 : 1;
}
