using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Answers;

/// <summary>What the bot has to say to a question.</summary>
public abstract record Answer
{
    private Answer()
    {
        // Closed: these are all the answers there are.
    }

    /// <summary>Sentences, each with the numbers of the citations that it rests on.</summary>
    public sealed record Grounded(IReadOnlyList<AnswerSentence> Sentences, IReadOnlyList<Citation> Citations) : Answer;

    /// <summary>The stories do not answer the question.</summary>
    /// <param name="Nearest">What comes closest, to look at; not an answer.</param>
    /// <param name="Unknown">Words of the question that occur in no story.</param>
    public sealed record NotCovered(IReadOnlyList<Citation> Nearest, IReadOnlyList<string> Unknown) : Answer;

    /// <summary>There is nothing to look up yet.</summary>
    /// <param name="Request">One sentence that says what to type.</param>
    public sealed record Clarify(string Request) : Answer;
}

/// <summary>A sentence of an answer.</summary>
/// <param name="Citations">Numbers of the citations that support it.</param>
public sealed record AnswerSentence(string Text, IReadOnlyList<int> Citations);

/// <summary>A sentence of a story that an answer points to.</summary>
/// <param name="Number">From 1; the <c>[n]</c> in the answer's text.</param>
public sealed record Citation(int Number, Article Article, Sentence Sentence);
