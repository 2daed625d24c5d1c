#include "ui/pages/features/tree_panel.h"

#include <utility>

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "engine/classic/tree_picture.h"
#include "ui/charts/picture_view.h"
#include "ui/charts/save_picture_button.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/theme/theme.h"

namespace ui::features {

namespace {

constexpr int kDepth = 4;        // as much as is read at a glance
constexpr int kMostDepth = 100;

struct DrawnTree {
    std::shared_ptr<const engine::report::Drawing> drawing;
    QString title;
};

}  // namespace

TreePanel::TreePanel(PageContext& context, TableReader& reader, QWidget* parent)
    : QWidget(parent), m_reader(reader), m_number(new QSpinBox), m_depth(new QSpinBox), m_title(panel::plainLabel()), m_view(new PictureView(tr("Tree"))),
      m_pages(new QStackedWidget)
{
    m_number->setAccessibleName(tr("Number of the tree"));
    m_number->setToolTip(tr("Which tree of the model"));
    m_depth->setAccessibleName(tr("Questions in a row"));
    m_depth->setToolTip(tr("Below so many questions the picture is cut, and says how much is missing"));
    m_depth->setRange(0, kMostDepth);
    m_depth->setValue(kDepth);
    m_depth->setSpecialValueText(tr("all"));
    m_view->setZoomable(true);
    m_view->setToolTip(tr("Ctrl and the wheel, + and - zoom; 0 shows all, 1 the natural size; drag to move"));
    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(8, 6, 8, 4);
    for (const auto& [text, box] : {std::pair(tr("Tree"), m_number), {tr("Depth"), m_depth}}) {
        auto* label = new QLabel(text);
        label->setBuddy(box);
        tools->addWidget(label);
        tools->addWidget(box);
    }
    auto* whole = new QToolButton;
    whole->setIcon(Theme::icon(QStringLiteral("map-fit")));
    whole->setAccessibleName(tr("Show the whole tree"));
    whole->setToolTip(tr("Show the whole tree (0)"));
    tools->addWidget(whole);
    tools->addWidget(m_title, 1);
    tools->addWidget(new SavePictureButton(context, *m_view, QStringLiteral("tree"), false));
    auto* drawn = new QWidget;
    auto* column = new QVBoxLayout(drawn);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(tools);
    column->addWidget(m_view, 1);
    m_pages->addWidget(drawn);
    m_pages->addWidget(panel::hint(tr("This model has no trees. Those that have: decision tree, random forest, extra trees and gradient boosting.")));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_pages);
    for (auto* box : {m_number, m_depth})
        connect(box, &QSpinBox::valueChanged, this, &TreePanel::draw);
    connect(whole, &QToolButton::clicked, m_view, &DrawingView::zoomToWhole);
}

void TreePanel::show(const LoadedFinal& loaded)
{
    m_model = loaded.model;
    const auto trees = m_model ? m_model->treeCount() : 0;
    m_pages->setCurrentIndex(trees > 0 ? 0 : 1);
    if (trees == 0) return;
    {
        const QSignalBlocker quiet(m_number);
        m_number->setRange(0, static_cast<int>(trees) - 1);   // as the command line counts them
        m_number->setValue(0);
    }
    m_isNew = true;
    draw();
}

void TreePanel::draw()
{
    if (!m_model) return;
    const auto number = static_cast<std::size_t>(m_number->value()), depth = static_cast<std::size_t>(m_depth->value());
    m_reader.store().ask(
        this, "tree",
        [model = m_model, number, depth](StoreThread::Workspace&) {
            return DrawnTree{std::make_shared<engine::report::Drawing>(engine::classic::treePicture(*model, number, depth)), QString::fromStdString(engine::classic::treeTitle(*model, number))};
        },
        [this](const DrawnTree& tree) {
            m_title->setText(tree.title);
            m_view->show({[drawing = tree.drawing](QSizeF) { return *drawing; }, {}, {}, {}});
            if (std::exchange(m_isNew, false)) m_view->zoomToWhole();   // from its root on
        });
}

}  // namespace ui::features
