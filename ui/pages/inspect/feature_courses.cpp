#include "ui/pages/inspect/feature_courses.h"

#include <algorithm>
#include <utility>

#include <QCoreApplication>

#include "engine/audio/audio_file.h"
#include "engine/core/error.h"
#include "engine/core/run_control.h"
#include "engine/features/extract.h"
#include "ui/store/store_thread.h"

namespace ui::inspect {

namespace {

void endIfAsked(const std::stop_token& stop)
{
    if (stop.stop_requested()) throw engine::Cancelled{};
}

FeatureCoursesPtr coursesOf(const std::filesystem::path& file, const std::stop_token& stop)
{
    namespace features = engine::features;
    const auto info = engine::audio::probe(file);
    if (info.durationSeconds > features::kLongestSeconds)
        features::checkLength(static_cast<std::size_t>(info.durationSeconds * features::kRateHz), file.string());
    const auto clip = engine::audio::decodeMono(file, features::kRateHz, features::kResampler, {}, stop);
    features::checkLength(clip.samples.size(), file.string());
    features::Analysis piece(clip.samples, features::Mode::ZeroPad);
    auto result = std::make_shared<FeatureCourses>();
    result->frames = piece.frames();
    for (const auto* feature : features::allFeatures()) {
        endIfAsked(stop);
        if (feature->courses == nullptr) continue;
        result->features.push_back(feature);
        result->courses.push_back(feature->courses(piece));
    }
    endIfAsked(stop);
    result->beatSeconds = piece.beats().seconds;
    result->beatsPerMinute = piece.beats().beatsPerMinute;
    for (const auto start : features::barBounds(clip.samples.size(), piece.tempo(features::OnsetKind::Mean).beatsPerMinute).starts)
        result->barStarts.push_back(static_cast<double>(start) / features::kRateHz);
    const auto key = features::keyOf(piece);
    if (key.strength > 0) result->key = key;
    return result;
}

}  // namespace

QString courseName(const engine::features::FeatureEntry& feature, std::size_t row)
{
    const QString title = QCoreApplication::translate("features", feature.title);
    if (feature.lanes.size() == 1) return title;
    // What tells the rows apart stands behind the last "_", or is a number at the end.
    const QString lane = QString::fromStdString(feature.lanes[row]);
    QString own = lane.section(QLatin1Char('_'), -1);
    if (feature.id == "mfcc" || feature.id == "spectral_contrast") own = QString::number(row + 1);
    if (feature.id == "harmonic_percussive") return row == 0 ? QCoreApplication::translate("features", "Harmonic level") : QCoreApplication::translate("features", "Percussive level");
    return QStringLiteral("%1 %2").arg(title, own);
}

FeatureLoader::FeatureLoader(QObject* parent) : QObject(parent), m_thread([this](std::stop_token quit) { serve(std::move(quit)); }) {}

FeatureLoader::~FeatureLoader()
{
    m_stop.request_stop();   // the thread's own token ends only its waiting
}

void FeatureLoader::load(std::filesystem::path file)
{
    clear();
    {
        const std::lock_guard lock(m_mutex);
        m_wanted = Wish{std::move(file), m_number, m_stop.get_token()};
    }
    m_changed.notify_one();
}

void FeatureLoader::clear()
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    ++m_number;
    const std::lock_guard lock(m_mutex);
    m_wanted.reset();
}

void FeatureLoader::serve(std::stop_token quit)
{
    std::unique_lock lock(m_mutex);
    while (m_changed.wait(lock, quit, [this] { return m_wanted.has_value(); })) {
        const auto wish = *std::exchange(m_wanted, std::nullopt);
        lock.unlock();
        analyse(wish);
        lock.lock();
    }
}

void FeatureLoader::analyse(const Wish& wish)
{
    try {
        tell(wish, [this, courses = coursesOf(wish.file, wish.stop)] { Q_EMIT loaded(courses); });
    } catch (const engine::Cancelled&) {
        // Another file is wanted.
    } catch (const std::exception&) {
        const QString text = failureText(engine::describe(std::current_exception()));
        tell(wish, [this, text] { Q_EMIT failed(text); });
    }
}

void FeatureLoader::tell(const Wish& wish, std::function<void()> news)
{
    QMetaObject::invokeMethod(
        this, [this, number = wish.number, news = std::move(news)] { if (number == m_number) news(); }, Qt::QueuedConnection);
}

}  // namespace ui::inspect
