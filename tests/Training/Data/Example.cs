using System.Text.Json.Serialization;

namespace NewsBot.Training.Data;

/// <summary>A question and the passage that it is asked of: a line of the files that <c>data</c> writes.</summary>
/// <param name="Set">Which set it is from, by the file's name.</param>
/// <param name="Group">What must not be split between training and judging: a matter told by several stories, or a passage's page.</param>
/// <param name="Labels">Per sentence: 1 where it answers, 0 where not, −1 where it only helps, which is neither taught nor judged.</param>
/// <param name="Span">Where the answer stands, if that is marked.</param>
/// <param name="YesNo">What a yes/no question gets: yes or no.</param>
/// <param name="LookAlikes">Sentences that seem to answer a question that nothing answers.</param>
/// <param name="IsWhole">True where no sentence is marked, only what the whole passage says to a yes/no question.</param>
internal sealed record Example(
    string Set,
    string Group,
    string Question,
    string Header,
    IReadOnlyList<string> Sentences,
    IReadOnlyList<int> Labels,
    MarkedSpan? Span,
    string? YesNo,
    IReadOnlyList<int> LookAlikes,
    bool IsWhole)
{
    [JsonIgnore]
    public bool IsAnswerable => IsWhole || Labels.Contains(1);
}

/// <summary>The answer in a sentence, in UTF-16 units, end exclusive.</summary>
internal sealed record MarkedSpan(int Sentence, int Start, int End);
