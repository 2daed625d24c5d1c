#include "ui/charts/save_picture_button.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>

#include "engine/core/error.h"
#include "ui/charts/drawing_view.h"
#include "ui/page_context.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

namespace ui {

SavePictureButton::SavePictureButton(PageContext& context, DrawingView& view, const QString& name, bool hasCsv, QWidget* parent)
    : QToolButton(parent), m_context(context), m_view(view), m_name(name)
{
    setIcon(Theme::icon(QStringLiteral("export")));
    setText(tr("Save"));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setPopupMode(QToolButton::InstantPopup);
    setAccessibleName(tr("Save: %1").arg(view.accessibleName()));
    setToolTip(tr("Save this picture, or the values behind it"));
    auto* menu = new QMenu(this);
    const auto add = [this, menu](const QString& text, const QString& tip, const char* ending) {
        auto* action = menu->addAction(text, this, [this, ending = QString::fromLatin1(ending)] { save(ending); });
        action->setToolTip(tip);
        action->setStatusTip(tip);
    };
    add(tr("SVG drawing..."), tr("Lines that stay sharp at any size"), "svg");
    add(tr("PNG picture..."), tr("Pixels, for slides"), "png");
    if (hasCsv) add(tr("CSV table..."), tr("The values behind the picture"), "csv");
    setMenu(menu);
}

void SavePictureButton::save(const QString& ending)
{
    const auto folder = QSettings().value(QStringLiteral("folders/chart"), QDir::homePath()).toString();
    const auto file = QFileDialog::getSaveFileName(this, tr("Save"), QStringLiteral("%1/%2.%3").arg(folder, m_name, ending),
                                                   QStringLiteral("%1 (*.%2)").arg(ending.toUpper(), ending));
    if (file.isEmpty()) return;
    QSettings().setValue(QStringLiteral("folders/chart"), QFileInfo(file).path());
    const auto whole = file.endsWith(QLatin1Char('.') + ending) ? file : file + QLatin1Char('.') + ending;
    try {
        m_view.writeTo(QFile::encodeName(whole).toStdString());
        m_context.say(tr("%1 is written.").arg(whole));
    } catch (const engine::Error&) {
        m_context.say(failureText(engine::describe(std::current_exception())));
    }
}

}  // namespace ui
