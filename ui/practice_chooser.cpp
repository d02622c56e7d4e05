#include "ui/practice_chooser.h"

#include "ui/fault_list_model.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

PracticeChooser::PracticeChooser(const QList<PracticeFault> &faults, const QStringList &chosen, QWidget *parent)
    : QDialog(parent)
    , m_model(new FaultListModel(faults, this))
    , m_list(new QListView(this))
    , m_choice(new QLabel(this))
    , m_start(nullptr)
{
    setWindowTitle(tr("Practice deployment"));
    auto *explanation =
        new QLabel(tr("A small GitLab, an AI Gateway and a model server run inside this program, on this machine "
                      "only. Choose what should be broken, or nothing for a healthy one."),
                   this);
    explanation->setWordWrap(true);
    auto *search = new QLineEdit(this);
    search->setPlaceholderText(tr("Search the faults"));
    search->setAccessibleName(tr("Search the faults"));
    search->setClearButtonEnabled(true);
    auto *proxy = new QSortFilterProxyModel(this);
    proxy->setSourceModel(m_model);
    proxy->setFilterRole(FaultListModel::SearchRole);
    proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setModel(proxy);
    m_list->setAccessibleName(tr("Faults"));
    m_list->setWordWrap(true);
    m_list->setSpacing(1);
    m_list->setUniformItemSizes(false);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_choice->setWordWrap(true);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_start = buttons->addButton(tr("&Start practice"), QDialogButtonBox::AcceptRole);
    m_start->setDefault(true);
    QPushButton *none = buttons->addButton(tr("Choose &none"), QDialogButtonBox::ResetRole);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(explanation);
    layout->addWidget(search);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_choice);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 80, fontMetrics().height() * 30);

    connect(search, &QLineEdit::textChanged, proxy, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_model, &FaultListModel::choiceChanged, this, &PracticeChooser::describeChoice);
    connect(none, &QPushButton::clicked, this, [this] { m_model->setChosenIds({}); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        accept();
        Q_EMIT faultsChosen(m_model->chosenIds());
    });
    m_model->setChosenIds(chosen);
    describeChoice();
    search->setFocus();
}

void PracticeChooser::describeChoice()
{
    const auto count = static_cast<int>(m_model->chosenIds().size());
    m_choice->setText(count == 0 ? tr("Nothing is broken: the practice deployment will be healthy.")
                                 : tr("%n fault(s) chosen.", nullptr, count));
}

} // namespace duodoctor
