#include "ui/model_traits.h"

#include "setup/setup_guide.h"
#include "ui/form_field.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

QStringList knownProviders(const SetupGuide &guide)
{
    QStringList providers;
    for (const ServingPlatform &platform : guide.platforms().platforms) {
        providers << platform.providers;
    }
    providers.removeDuplicates();
    return providers;
}

QStringList knownFamilies(const SetupGuide &guide)
{
    QStringList families;
    for (const ModelFamily &family : guide.models().families) {
        families << family.family;
    }
    families.removeDuplicates();
    families.sort();
    return families;
}

} // namespace

ModelTraits::ModelTraits(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    const SetupGuide guide;
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_provider = addChoice(tr("What serves it"), tr("Model provider"), knownProviders(guide));
    m_family = addChoice(tr("Its family, as chosen in GitLab"), tr("Model family"), knownFamilies(guide));
    m_features = new FormField(
        {tr("Duo features that use it, separated by commas"), tr("Model features"), u"code_generations, duo_chat"_s},
        {}, this);
    m_layout->addWidget(m_features);
    connect(m_features, &FormField::edited, this, &ModelTraits::edited);
    connect(m_features, &FormField::submitted, this, &ModelTraits::submitted);
}

QComboBox *ModelTraits::addChoice(const QString &label, const QString &name, const QStringList &known)
{
    auto *title = new QLabel(label, this);
    auto *choice = new QComboBox(this);
    choice->setEditable(true);
    choice->addItem({});
    choice->addItems(known);
    choice->setAccessibleName(name);
    choice->lineEdit()->setAccessibleName(name);
    choice->lineEdit()->setPlaceholderText(tr("not given"));
    choice->lineEdit()->setMaxLength(200);
    title->setBuddy(choice);
    title->setWordWrap(true);
    m_layout->addWidget(title);
    m_layout->addWidget(choice);
    connect(choice, &QComboBox::editTextChanged, this, &ModelTraits::edited);
    connect(choice->lineEdit(), &QLineEdit::returnPressed, this, &ModelTraits::submitted);
    return choice;
}

void ModelTraits::setModel(const Model &model)
{
    const QSignalBlocker quiet(this);
    m_provider->setEditText(model.provider);
    m_family->setEditText(model.family);
    m_features->setText(model.features.join(u", "_s));
}

void ModelTraits::applyTo(Model &model) const
{
    static const QRegularExpression comma(u"\\s*,\\s*"_s);
    model.provider = m_provider->currentText().trimmed();
    model.family = m_family->currentText().trimmed();
    model.features = m_features->text().split(comma, Qt::SkipEmptyParts);
}

} // namespace duodoctor
