#pragma once
#include <QComboBox>

#include "ui/pages/inspect/track_predictions.h"

namespace ui::inspect {

/// Which of a track's predicted tags is asked about; the likeliest first.
class TagChoice : public QComboBox {
    Q_OBJECT
public:
    explicit TagChoice(const QString& accessibleName, QWidget* parent = nullptr);

    /// Keeps to the tag that is chosen, if the run knows it.
    void offer(const TrackPredictions& predictions);
    /// Nothing for a tag there is not.
    void choose(const QString& tag);
};

}  // namespace ui::inspect
