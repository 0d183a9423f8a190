using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Reading;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers;

/// <summary>What the bot has to say to a question.</summary>
public abstract record Answer
{
    private Answer()
    {
        // Closed: these are all the answers there are.
    }

    /// <summary>Sentences, each with the numbers of the citations that it rests on.</summary>
    public sealed record Grounded(IReadOnlyList<AnswerSentence> Sentences, IReadOnlyList<Citation> Citations) : Answer
    {
        /// <summary>What has to be known before the first sentence is read.</summary>
        public Lead? Lead { get; init; }

        /// <summary>Whether it is not sure that this answers, which is said before it.</summary>
        public bool IsPossible { get; init; }

        /// <summary>What a yes/no question gets, where that is sure: Yes or No; else null.</summary>
        public string? Verdict { get; init; }

        /// <summary>One sentence that says what the sentences are, where they need more to be said than <see cref="Lead"/> does.</summary>
        public string? Heading { get; init; }

        /// <summary>The words of a quotation that was asked about beside the true ones, in their order; empty when they are the same.</summary>
        public IReadOnlyList<WordChange> Changes { get; init; } = [];

        /// <summary>One sentence under the answer that says how it came about, where a reader would have expected another.</summary>
        public string? Note { get; init; }
    }

    /// <summary>The stories do not answer the question, as far as was found.</summary>
    /// <param name="Nearest">What comes closest, to look at; not an answer.</param>
    /// <param name="Searched">The stories that were searched.</param>
    public sealed record NotCovered(IReadOnlyList<Citation> Nearest, SearchedStories Searched) : Answer
    {
        /// <summary>Words of the question, as typed, that occur in no story.</summary>
        public IReadOnlyList<string> Unknown { get; init; } = [];

        /// <summary>To which stories the question was narrowed.</summary>
        public Scope Scope { get; init; } = Scope.All;

        /// <summary>All stories, where the question was narrowed to some of them.</summary>
        public SearchedStories? Stock { get; init; }

        /// <summary>Whether <see cref="Nearest"/> answers the question from stories outside of <see cref="Scope"/>.</summary>
        public bool IsAnsweredOutside { get; init; }

        /// <summary>Whose words were asked for, as typed, and in how many stories they are told; null when nobody's were.</summary>
        public (string Speaker, int Stories)? Spoken { get; init; }

        /// <summary>How old the newest story of all is, in words, where that has to be told; else null.</summary>
        public string? NewestAge { get; init; }

        /// <summary>One sentence that says why there was nothing to search, where that was clear at once.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>There is nothing to look up yet.</summary>
    /// <param name="Request">One sentence or two that say what to type.</param>
    public sealed record Clarify(string Request) : Answer;
}

/// <summary>A sentence of an answer.</summary>
/// <param name="Citations">Numbers of the citations that support it.</param>
public sealed record AnswerSentence(string Text, IReadOnlyList<int> Citations)
{
    /// <summary>Whom its story names before it, when the sentence itself does not say who acts or speaks.</summary>
    public string? NamedBefore { get; init; }

    /// <summary>Where in the text the answer itself stands, in UTF-16 units; null where the whole sentence is the answer.</summary>
    public AnswerSpan? Span { get; init; }

    /// <summary>Who says it, where somebody's words are asked for or the sentence does not tell.</summary>
    public Said? Said { get; init; }

    /// <summary>When it was published, where answers are given in the order of time.</summary>
    public DateTimeOffset? On { get; init; }
}

/// <summary>Whose words a sentence gives.</summary>
/// <param name="Speaker">As the stories call them.</param>
/// <param name="Type">Whether the words are their own.</param>
public sealed record Said(string Speaker, StatementType Type)
{
    /// <summary>By whose words alone the story knows of it: Kerry, in <c>Kerry said Lavrov told him</c>; null when the story itself tells it.</summary>
    public string? Via { get; init; }
}

/// <summary>A sentence of a story that an answer points to.</summary>
/// <param name="Number">From 1; the <c>[n]</c> in the answer's text.</param>
public sealed record Citation(int Number, Article Article, Sentence Sentence)
{
    /// <summary>Stories of other outlets that say the same, such as copies of one agency's report.</summary>
    public IReadOnlyList<Article> AlsoIn { get; init; } = [];

    /// <summary>Who says it; null when that is not known, or when it is nobody's or several people's statement.</summary>
    public string? Speaker { get; init; }
}
