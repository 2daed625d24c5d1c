#pragma once
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include <QObject>

#include "engine/dsp/preset.h"
#include "ui/widgets/melgram_view.h"
#include "ui/widgets/peaks.h"

namespace ui::inspect {

/// Melgram columns, [frames, mels] row-major, dB.
using ColumnsPtr = std::shared_ptr<const std::vector<float>>;

/// Reads one file on its own thread: length first, then the waveform as it grows, then the melgram piece by piece.
///
/// A new load() stops the work for the file before and none of its news arrives any more. All methods and signals: GUI thread.
class TrackLoader : public QObject {
    Q_OBJECT
public:
    explicit TrackLoader(QObject* parent = nullptr);
    ~TrackLoader() override;   ///< stops the work, then joins

    void load(std::filesystem::path file, engine::dsp::Preset preset);
    /// Samples at the file's own rate, for a deep zoom. A newer wish replaces a waiting older one.
    void loadSamples(std::int64_t start, std::int64_t count);
    void clear();

    std::thread::id threadId() const { return m_thread.get_id(); }

Q_SIGNALS:
    void opened(double durationSeconds, int sampleRateHz);
    void peaksGrown(const ui::widgets::PeaksPtr& peaks, bool complete);
    void melgramBegun(const ui::widgets::MelgramMeaning& meaning);
    void melgramGrown(const ui::inspect::ColumnsPtr& columns);
    void samplesRead(qint64 start, const ui::inspect::ColumnsPtr& samples);
    /// The file cannot be shown; plain text.
    void failed(const QString& message);
    /// The waveform is there, the melgram cannot be made; plain text.
    void melgramFailed(const QString& message);
    void finished();

private:
    struct File {
        std::filesystem::path path;
        engine::dsp::Preset preset;
        std::uint64_t number = 0;
        std::stop_token stop;
    };
    struct SampleWish {
        File file;
        std::int64_t start = 0, count = 0;
    };

    void serve(std::stop_token quit);
    void readFile(const File& file);
    void readPeaks(const File& file);
    void makeMelgram(const File& file);
    void readSamples(const SampleWish& wish);
    /// Runs `news` on the GUI thread unless another file was asked for meanwhile.
    void tell(const File& file, std::function<void()> news);

    // --- GUI thread ---
    File m_current;
    std::stop_source m_stop;
    std::uint64_t m_number = 0;
    // --- guarded by m_mutex ---
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::optional<File> m_wanted;
    std::optional<SampleWish> m_samplesWanted;
    // --------------------------
    std::jthread m_thread;   // last member: starts after, ends before the rest
};

}  // namespace ui::inspect
