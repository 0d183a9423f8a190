using System.Text;

namespace NewsBot.Retrieval.Meanings;

/// <summary>What the dictionary lists a word under: <c>took</c> under <c>take</c>, <c>stories</c> under <c>story</c>.</summary>
public static class BaseForms
{
    // morphy(7WN): endings that are cut off, and what is put in their place.
    private static readonly Dictionary<WordClass, (string Ending, string Instead)[]> Endings = new()
    {
        [WordClass.Noun] =
        [
            ("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"), ("ies", "y"),
        ],
        [WordClass.Verb] =
        [
            ("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""),
        ],
        [WordClass.Adjective] = [("er", ""), ("est", ""), ("er", "e"), ("est", "e")],
        [WordClass.Adverb] = [],
    };

    private static readonly IReadOnlyList<(string Section, string[] Forms)> IrregularLines = ReadIrregular();

    private static readonly IReadOnlyList<string[]> IrregularForms = IrregularLines.Select(line => line.Forms).ToList();

    private static readonly HashSet<string> IrregularPasts = IrregularLines
        .Where(line => line.Section == "# Verbs").SelectMany(line => line.Forms.Skip(1)).ToHashSet(StringComparer.Ordinal);

    /// <summary>A base form and its irregular ones in each: <c>take took taken</c>.</summary>
    internal static IReadOnlyList<string[]> Irregular => IrregularForms;

    private static readonly ILookup<string, string> Bases = IrregularForms
        .SelectMany(forms => forms.Skip(1).Select(form => (Form: form, Base: forms[0])))
        .ToLookup(pair => pair.Form, pair => pair.Base, StringComparer.Ordinal);

    private static readonly ILookup<string, string> Forms = IrregularForms
        .SelectMany(forms => forms.Skip(1).Select(form => (Form: form, Base: forms[0])))
        .ToLookup(pair => pair.Base, pair => pair.Form, StringComparer.Ordinal);

    /// <summary>The word itself, and all that it may be a form of; not all of them need be words.</summary>
    /// <param name="word">Lower case.</param>
    public static IEnumerable<string> Of(string word, WordClass wordClass)
    {
        var cut = Endings[wordClass]
            .Where(rule => word.Length > rule.Ending.Length + 1 && word.EndsWith(rule.Ending, StringComparison.Ordinal))
            .Select(rule => word[..^rule.Ending.Length] + rule.Instead);
        return Bases[word].Append(word).Concat(cut.SelectMany(form => (IEnumerable<string>)[form, Undoubled(form)])).Distinct(StringComparer.Ordinal);
    }

    /// <summary>The forms of a word that no rule makes of it: <c>took</c> and <c>taken</c> of <c>take</c>.</summary>
    /// <param name="word">A base form in lower case.</param>
    public static IEnumerable<string> IrregularOf(string word) => Forms[word];

    /// <summary>Whether a word looks like a verb's past form: <c>died</c>, <c>took</c>.</summary>
    /// <param name="word">Lower case.</param>
    public static bool IsPast(string word) => word.EndsWith("ed", StringComparison.Ordinal) || IrregularPasts.Contains(word);

    // “stopped”, “planning”
    private static string Undoubled(string form) => form is [.. var rest, var last] && rest is [.., var before] && last == before ? rest : form;

    // Under the heading of their class, each line has a base form and its irregular ones.
    private static List<(string Section, string[] Forms)> ReadIrregular()
    {
        using var resource = typeof(BaseForms).Assembly.GetManifestResourceStream("NewsBot.Retrieval.Meanings.irregular-forms.txt")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        var (section, forms) = ("", new List<(string, string[])>());
        foreach (var line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith('#'))
            {
                section = line;
            }
            else
            {
                forms.Add((section, line.Split(' ')));
            }
        }

        return forms;
    }
}
