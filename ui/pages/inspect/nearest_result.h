#pragma once
#include <map>
#include <optional>
#include <vector>

#include <QString>
#include <QStringList>

#include "engine/core/ids.h"
#include "engine/core/json.h"

namespace ui::inspect {

/// A track that a run learned from.
struct NearExample {
    engine::TrackId track{};
    QString title, artist;
    double cosine = 0;
    QStringList labels;
    bool isCopy = false;        ///< the same sound as the track asked about
    bool isReady = true;        ///< its file is here
    bool has(const QString& tag) const { return labels.contains(tag); }
    /// "Title - Artist", or the one there is.
    QString name() const;
};

/// The result of the task "explain_nearest".
struct NearestResult {
    QString model;
    bool isTraining = true;             ///< false: trained elsewhere, these are labelled tracks of the library
    bool learnedFromThis = false;
    qint64 tracks = 0, withVectors = 0; ///< there are, and the run has listened to
    std::vector<NearExample> examples;
    std::map<QString, qint64> carriers; ///< of all tracks, by tag
    struct Typical {
        bool isHeldOut = false;         ///< compared with tracks of validation and test
        double median = 0, fartherShare = 0;
    };
    std::optional<Typical> typical;
};
NearestResult nearestFromResult(const engine::Json& result);

/// What the list is. Plain text.
QString nearestHeading(const NearestResult& result);
/// How often the tag is among the examples, how near they are as a rule, and what is left out: sentences in lines.
QString nearestReading(const NearestResult& result, const QString& tag);

}  // namespace ui::inspect
