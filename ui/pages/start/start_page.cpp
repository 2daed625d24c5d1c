#include "ui/pages/start/start_page.h"

#include <QFile>
#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/page_context.h"
#include "ui/pages/page.h"
#include "ui/theme/theme.h"
#include "ui/window/next_step.h"

namespace ui {

namespace {

/// A large button: symbol, title, and a sentence that says what happens.
class Door final : public QPushButton {
public:
    Door(const QString& symbol, const QString& title, const QString& sentence, Theme& theme) : m_theme(theme)
    {
        setAccessibleName(title);
        setAccessibleDescription(sentence);
        auto* icon = new QLabel;
        icon->setPixmap(Theme::icon(symbol).pixmap(40, 40));
        auto* head = new QLabel(title);
        auto font = head->font();
        font.setPointSizeF(font.pointSizeF() * 1.35);
        font.setBold(true);
        head->setFont(font);
        head->setWordWrap(true);
        auto* text = new QLabel(sentence);
        text->setWordWrap(true);
        text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        for (auto* label : {icon, head, text})
            label->setAttribute(Qt::WA_TransparentForMouseEvents);
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(20, 20, 20, 20);
        column->setSpacing(10);
        column->addWidget(icon);
        column->addWidget(head);
        column->addWidget(text, 1);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::MinimumExpanding);
        connect(&theme, &Theme::changed, this, [icon, symbol] { icon->setPixmap(Theme::icon(symbol).pixmap(40, 40)); });
    }
    QSize sizeHint() const override { return layout()->sizeHint().expandedTo(QSize(220, fontMetrics().height() * 11)); }
    QSize minimumSizeHint() const override { return QSize(160, heightForWidth(std::max(160, width()))); }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return std::max(layout()->heightForWidth(width), fontMetrics().height() * 11); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool lit = underMouse() || hasFocus();
        painter.setPen(QPen(lit ? m_theme.accent() : m_theme.border(), lit ? 2 : 1));
        painter.setBrush(m_theme.surface());
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 10, 10);
    }

private:
    Theme& m_theme;
};

}  // namespace

StartPage::StartPage(PageContext& context, QWidget* parent) : QWidget(parent), m_recentBox(new QWidget), m_recent(new QListWidget)
{
    auto* title = new QLabel(tr("What shall we listen to?"));
    auto font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.9);
    font.setBold(true);
    title->setFont(font);
    title->setWordWrap(true);
    auto* subtitle = new QLabel(tr("From a folder of music to a trained, checked and explained tagger. Everything stays on this computer."));
    subtitle->setWordWrap(true);

    auto* music = new Door(QStringLiteral("music"), tr("My music"),
                           tr("Choose a folder. Its tracks are listed, drawn and played; the files are never changed."), context.theme);
    auto* dataset = new Door(QStringLiteral("dataset"), tr("A dataset"),
                             tr("Import a table of tags with its audio, for training and for measuring."), context.theme);
    auto* demo = new Door(QStringLiteral("demo"), tr("Show me the demo"),
                          tr("A small library is composed for you, a model learns its tags, and a report is written. About six minutes."),
                          context.theme);
    connect(music, &QPushButton::clicked, this, &StartPage::musicWanted);
    connect(dataset, &QPushButton::clicked, this, &StartPage::datasetWanted);
    connect(demo, &QPushButton::clicked, this, &StartPage::demoWanted);
    auto* doors = new QHBoxLayout;
    doors->setSpacing(16);
    for (auto* door : {music, dataset, demo})
        doors->addWidget(door, 1);

    m_recent->setAccessibleName(tr("Folders opened before"));
    m_recent->setFrameShape(QFrame::NoFrame);
    auto* clear = new QPushButton(tr("Clear list"));
    clear->setAccessibleName(clear->text());
    auto* head = new QHBoxLayout;
    head->addWidget(new QLabel(tr("Opened before")));
    head->addStretch();
    head->addWidget(clear);
    auto* recent = new QVBoxLayout(m_recentBox);
    recent->setContentsMargins(0, 0, 0, 0);
    recent->addLayout(head);
    recent->addWidget(m_recent);
    connect(clear, &QPushButton::clicked, this, &StartPage::recentCleared);
    connect(m_recent, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem* item) { Q_EMIT recentWanted(item->data(Qt::UserRole).toString()); });

    setWhatsThis(tr("Three ways to begin: a folder of your music, a table of tags with its audio, or the demo, which composes a small library and "
                    "goes the whole way from sound to report. Nothing is sent anywhere, and no music file is changed."));
    auto* next = new NextStep;
    next->show(tr("New here? The demo shows the whole way once, from sound to report."), tr("Show me the demo"),
               [this] { Q_EMIT demoWanted(); });

    auto* body = new QVBoxLayout;
    body->setContentsMargins(48, 32, 48, 24);
    body->setSpacing(12);
    body->addStretch(2);
    body->addWidget(title);
    body->addWidget(subtitle);
    body->addSpacing(12);
    body->addLayout(doors);
    body->addSpacing(12);
    body->addWidget(m_recentBox);
    body->addStretch(3);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(body, 1);
    column->addWidget(next);
    setRecent({});
}

void StartPage::setRecent(const QStringList& folders)
{
    m_recent->clear();
    for (const auto& folder : folders) {
        auto* item = new QListWidgetItem(Theme::icon(QStringLiteral("folder")), folder, m_recent);
        item->setData(Qt::UserRole, folder);
        if (!QFile::exists(folder)) item->setFlags(Qt::NoItemFlags);
    }
    m_recentBox->setVisible(!folders.isEmpty());
    m_recent->setMaximumHeight((fontMetrics().height() + 10) * static_cast<int>(std::max<qsizetype>(1, std::min<qsizetype>(6, folders.size()))));
}

extern const PageEntry start_page;
const PageEntry start_page{"start", QT_TRANSLATE_NOOP("pages", "Start"), QT_TRANSLATE_NOOP("pages", "The three doors: my music, a dataset, the demo"),
                           [](PageContext& context) -> QWidget* { return new StartPage(context); }};

}  // namespace ui
