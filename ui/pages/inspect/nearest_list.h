#pragma once
#include <vector>

#include <QListWidget>

#include "ui/pages/inspect/nearest_result.h"

namespace ui::inspect {

/// Examples, the nearest first: name and cosine, below them the labels, those equal to the explained tag first, bold and with a check mark.
class NearestList : public QListWidget {
    Q_OBJECT
public:
    explicit NearestList(QWidget* parent = nullptr);

    void setExamples(const std::vector<NearExample>& examples);
    /// The tag that is marked.
    void setTag(const QString& tag);
    const NearExample* current() const;
    /// Some rows at once, however many there are.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Space, which elsewhere on the page plays the track; Return is itemActivated().
    void playWanted();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fill();
    int rowHeight() const;

    std::vector<NearExample> m_examples;
    QString m_tag;
};

}  // namespace ui::inspect
