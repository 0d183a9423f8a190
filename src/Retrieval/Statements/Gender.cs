using System.Collections.Frozen;

namespace NewsBot.Retrieval.Statements;

/// <summary>Whether a pronoun may stand for a person.</summary>
internal sealed class Gender
{
    public static readonly Gender Any = new([], []);

    private static readonly string[] Men =
    [
        .. "Abdullah Adam Ahmad Ahmed Alan Albert Alex Alexander Alexei Ali Andreas Andrei Andrew Angel Anthony Antonio Barack Bashar Ben Benjamin Bernard Bernie".Split(' '),
        .. "Bill Bob Boris Brian Bruce Carl Carlos Charles Chris Christian Christopher Daniel David Dennis Dmitry Donald Douglas Ed Edward Eric Ernesto Francis".Split(' '),
        .. "Francisco Frank Fred George Gerhard Giorgos Gordon Greg Hamid Hans Harold Harry Hassan Henry Herman Hugo Hussein Ian Igor Ivan Jack Jacob James Jan".Split(' '),
        .. "Jason Jean Jeff Jens Jeremy Jerome Jim Joe Johan John Jonathan Jorge Jose Joseph Juan Karl Keith Kenneth Kevin Kofi Larry Lakhdar Luis Marc Marco".Split(' '),
        .. "Marcus Mario Mark Martin Matt Matthew Michael Michalis Miguel Mike Mikhail Mohamed Mohammad Mohammed Moshe Nicholas Nicos Nikolai Olaf Olli Omar Oscar".Split(' '),
        .. "Pablo Patrick Paul Pavel Pedro Peter Philip Pierre Rafael Ralph Raymond Recep Richard Rick Robert Roger Ronald Rupert Samuel Scott Sean Sergei Sergey".Split(' '),
        .. "Sigmar Simon Stefan Stephen Steve Steven Stuart Ted Thomas Tim Timothy Tom Tony Viktor Vincent Vitaly Vladimir Walid Walter Wang Warren Wayne William Wolfgang Yuri".Split(' '),
    ];

    private static readonly string[] Women =
    [
        .. "Agnes Alexandra Alice Alison Amanda Amy Ana Andrea Angela Anita Ann Anna Anne Annie Barbara Beatrice Beth Carmen Carol Caroline Catherine Cecilia Charlotte".Split(' '),
        .. "Christina Christine Claire Claudia Condoleezza Cristina Deborah Debbie Diana Diane Donna Dorothy Elena Elizabeth Ellen Emily Emma Erika Esther Eva Federica".Split(' '),
        .. "Fiona Florence Frances Gloria Hanna Hannah Harriet Heather Helen Helena Hillary Ines Ingrid Irene Irina Isabel Jane Janet Jennifer Jessica Joan Joanna Josephine".Split(' '),
        .. "Julia Julie Karen Kate Katherine Kathleen Kelly Kim Kristen Laura Lauren Lena Linda Lisa Lucy Margaret Maria Marie Marina Marion Mary Melanie Melissa Michelle".Split(' '),
        .. "Monica Nancy Naomi Natalia Nicole Nina Olga Pamela Patricia Paula Penny Rachel Rebecca Rosa Rose Ruth Sally Samantha Sandra Sara Sarah Sharon Sheila Silvia".Split(' '),
        .. "Sofia Sonia Sophie Stephanie Susan Svetlana Tatiana Teresa Theresa Valerie Vera Veronica Victoria Virginia Wendy Yulia Yvonne".Split(' '),
    ];

    private static readonly Gender Male = new(Women, ["Mrs", "Ms", "Miss", "Lady", "Queen", "Princess"]);
    private static readonly Gender Female = new(Men, ["Mr", "Sir", "Lord", "King", "Prince"]);

    private readonly FrozenSet<string> others;
    private readonly string[] othersTitles;

    private Gender(string[] others, string[] othersTitles) =>
        (this.others, this.othersTitles) = (others.ToFrozenSet(StringComparer.Ordinal), othersTitles);

    /// <param name="pronoun">he, her</param>
    public static Gender Of(string pronoun) => pronoun.ToLowerInvariant() switch
    {
        "he" or "his" or "him" => Male,
        "she" or "her" => Female,
        _ => Any,
    };

    /// <param name="title">Mr, Mrs</param>
    public static Gender OfTitle(string title) => title is "Mr" ? Male : Female;

    /// <summary>Whether nothing speaks against it: neither the first name nor a title that the story gives.</summary>
    public bool Fits(string name, string story)
    {
        var words = name.Split(' ');
        return !(words.Length > 1 && others.Contains(words[0]))
            && !othersTitles.Any(title => story.Contains($"{title}. {words[^1]}", StringComparison.Ordinal) || story.Contains($"{title} {words[^1]}", StringComparison.Ordinal));
    }
}
