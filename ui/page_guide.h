#pragma once

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;
class QSplitter;
class QVBoxLayout;

namespace duodoctor
{

class AnswerPane;
class CheckFilterProxy;
class CheckListModel;
class DialogPort;
class EvidencePane;
class HandOverView;
class ReadingView;
class RemedyPane;
class Session;
class SymptomList;
class Walkthrough;
struct HandReading;
struct HandRequest;
struct TreeAnswer;

/// The guide: a symptom, then one question at a time, with the checks that answer some of them, and the repair at the
/// end. Knows no question: it shows the walkthrough's current node.
class PageGuide : public QWidget
{
    Q_OBJECT
public:
    /// All must outlive the page.
    PageGuide(Session &session, CheckListModel &checks, DialogPort &dialogs, QWidget *parent = nullptr);

    bool canGoBack() const;
    /// To the question before, or from the first one to the list of symptoms.
    void back();
    /// True when the walk has ended and its repair is shown.
    bool isAtEnd() const;
    void focusAnswers();
    /// Takes dropped files as the answer that a person is asked for. @return false when nothing is asked for.
    bool readFiles(const QStringList &paths);

Q_SIGNALS:
    void changed();
    void exportRequested();
    void noticeRaised(const QString &sentence);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void render();
    void showEntries();
    void showNode();
    void showQuestion();
    void showEvidenceWanted();
    void showEscalation();
    void showChecks();
    void showHandRequest(const HandRequest &request);
    void onHandRead(const HandReading &reading);
    QWidget *makeEndButtons();
    QWidget *makeHandButtons();
    QWidget *makeSide(CheckListModel &checks);
    void showEnd();
    void clearAnswers();
    void addAnswer(const TreeAnswer &answer);
    void choose(int number);

    Session &m_session;
    Walkthrough &m_walk;
    CheckFilterProxy *m_filter;
    QLabel *m_path;
    QLabel *m_title;
    ReadingView *m_text;
    SymptomList *m_symptoms;
    QWidget *m_answers;
    QVBoxLayout *m_answersLayout;
    QSplitter *m_result;
    HandOverView *m_handOver;
    AnswerPane *m_answer;
    RemedyPane *m_remedy;      ///< of the answer pane
    QWidget *m_side = nullptr; ///< of the result: checks and evidence
    QListView *m_checkList;
    EvidencePane *m_evidence;
    QWidget *m_endButtons = nullptr;
    QPushButton *m_export = nullptr;
    QWidget *m_handButtons = nullptr;
    QPushButton *m_passOverAll = nullptr;
};

} // namespace duodoctor
