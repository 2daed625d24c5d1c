#include "ui/pages/inspect/track_loader.h"

#include <algorithm>
#include <chrono>

#include "engine/audio/audio_file.h"
#include "engine/core/error.h"
#include "engine/dsp/melgram.h"
#include "ui/store/store_thread.h"

namespace ui::inspect {

namespace {

/// Taking over a piece is a turn of the GUI thread: 128 bands of twice that many frames are 1 MB.
constexpr std::size_t kPieceFrames = 1024;
/// A picture may grow this often; each one is a copy and a repaint.
constexpr std::chrono::milliseconds kGrowthInterval{60};

void stopIfAsked(const std::stop_token& stop)
{
    if (stop.stop_requested()) throw engine::Cancelled{};
}

widgets::MelgramMeaning meaningOf(const engine::dsp::Preset& preset, const std::vector<double>& bandCentresHz, std::size_t frames)
{
    return {QString::fromStdString(preset.name), static_cast<double>(preset.sampleRateHz), static_cast<double>(preset.hopSamples),
            preset.center ? 0.0 : preset.fftSize / 2.0, bandCentresHz, frames};
}

/// Frames [first, last) of the melgram of `samples`, made from the samples they touch, as columns [frames, mels]. Equal to those of
/// the whole: frames that the padding at a cut would reach are made and thrown away.
std::vector<float> columnsOf(engine::dsp::MelExtractor& extractor, std::span<const float> samples, std::size_t first, std::size_t last)
{
    const engine::dsp::Preset& preset = extractor.preset();
    const auto hop = static_cast<std::size_t>(preset.hopSamples);
    const auto fft = static_cast<std::size_t>(preset.fftSize);
    const std::size_t margin = preset.center ? std::min(first, (fft / 2 + hop - 1) / hop) : 0;
    const std::size_t begin = (first - margin) * hop;
    const std::size_t end = std::min(samples.size(), last * hop + fft);
    const engine::dsp::Melgram piece = extractor(samples.subspan(begin, end - begin));
    std::vector<float> columns((last - first) * piece.mels);
    for (std::size_t frame = 0; frame < last - first; ++frame) {
        for (std::size_t band = 0; band < piece.mels; ++band) columns[frame * piece.mels + band] = piece.at(band, margin + frame);
    }
    return columns;
}

}  // namespace

TrackLoader::TrackLoader(QObject* parent) : QObject(parent), m_thread([this](std::stop_token quit) { serve(std::move(quit)); })
{
}

TrackLoader::~TrackLoader()
{
    // The thread's own token ends only its waiting.
    m_stop.request_stop();
}

void TrackLoader::load(std::filesystem::path file, engine::dsp::Preset preset)
{
    clear();
    m_current = {std::move(file), std::move(preset), m_number, m_stop.get_token()};
    {
        const std::lock_guard lock(m_mutex);
        m_wanted = m_current;
    }
    m_changed.notify_one();
}

void TrackLoader::clear()
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    ++m_number;
    m_current = {};
    const std::lock_guard lock(m_mutex);
    m_wanted.reset();
    m_samplesWanted.reset();
}

void TrackLoader::loadSamples(std::int64_t start, std::int64_t count)
{
    if (m_current.path.empty()) return;
    {
        const std::lock_guard lock(m_mutex);
        m_samplesWanted = SampleWish{m_current, start, count};
    }
    m_changed.notify_one();
}

void TrackLoader::serve(std::stop_token quit)
{
    std::unique_lock lock(m_mutex);
    while (m_changed.wait(lock, quit, [this] { return m_wanted || m_samplesWanted; })) {
        const auto file = std::exchange(m_wanted, std::nullopt);
        const auto wish = file ? std::nullopt : std::exchange(m_samplesWanted, std::nullopt);
        lock.unlock();
        if (file) readFile(*file);
        if (wish) readSamples(*wish);
        lock.lock();
    }
}

void TrackLoader::tell(const File& file, std::function<void()> news)
{
    QMetaObject::invokeMethod(
        this, [this, number = file.number, news = std::move(news)] { if (number == m_number) news(); }, Qt::QueuedConnection);
}

void TrackLoader::readFile(const File& file)
{
    bool waveformShown = false;
    try {
        const engine::audio::AudioInfo info = engine::audio::probe(file.path);
        stopIfAsked(file.stop);
        tell(file, [this, info] { Q_EMIT opened(info.durationSeconds, info.sampleRateHz); });
        readPeaks(file);
        waveformShown = true;
        makeMelgram(file);
        tell(file, [this] { Q_EMIT finished(); });
    } catch (const engine::Cancelled&) {
        // Another file is wanted: nobody waits for the rest of this one.
    } catch (const std::exception&) {
        const QString text = failureText(engine::describe(std::current_exception()));
        tell(file, [this, text, waveformShown] { waveformShown ? Q_EMIT melgramFailed(text) : Q_EMIT failed(text); });
    }
}

void TrackLoader::readPeaks(const File& file)
{
    using Clock = std::chrono::steady_clock;
    Clock::time_point last{};
    const auto grown = [&](const engine::audio::PeakPyramid& peaks) {
        if (Clock::now() - last < kGrowthInterval) return;
        last = Clock::now();
        tell(file, [this, copy = std::make_shared<const engine::audio::PeakPyramid>(peaks)] { Q_EMIT peaksGrown(copy, false); });
    };
    const auto peaks = std::make_shared<const engine::audio::PeakPyramid>(engine::audio::readPeaks(file.path, file.stop, grown));
    stopIfAsked(file.stop);
    tell(file, [this, peaks] { Q_EMIT peaksGrown(peaks, true); });
}

void TrackLoader::makeMelgram(const File& file)
{
    const engine::audio::MonoClip clip = engine::audio::decodeMono(file.path, file.preset.sampleRateHz, file.preset.resampler, {}, file.stop);
    stopIfAsked(file.stop);
    engine::dsp::MelExtractor extractor(file.preset);
    const std::size_t frames = file.preset.framesOf(clip.samples.size());
    tell(file, [this, meaning = meaningOf(file.preset, extractor.bandCentresHz(), frames)] { Q_EMIT melgramBegun(meaning); });
    for (std::size_t first = 0; first < frames; first += kPieceFrames) {
        stopIfAsked(file.stop);
        // A last piece shorter than a window could not be padded: it goes with the one before.
        const std::size_t rest = frames - first;
        const std::size_t count = rest < 2 * kPieceFrames ? rest : kPieceFrames;
        auto columns = std::make_shared<const std::vector<float>>(columnsOf(extractor, clip.samples, first, first + count));
        tell(file, [this, columns] { Q_EMIT melgramGrown(columns); });
        if (count == rest) break;
    }
}

void TrackLoader::readSamples(const SampleWish& wish)
{
    try {
        auto clip = engine::audio::decodeMono(wish.file.path, 0, "auto", {wish.start, wish.count}, wish.file.stop);
        auto samples = std::make_shared<const std::vector<float>>(std::move(clip.samples));
        tell(wish.file, [this, start = wish.start, samples] { Q_EMIT samplesRead(start, samples); });
    } catch (const engine::Cancelled&) {
        // Another file is wanted.
    } catch (const std::exception&) {
        const QString text = failureText(engine::describe(std::current_exception()));
        tell(wish.file, [this, text] { Q_EMIT melgramFailed(text); });
    }
}

}  // namespace ui::inspect
