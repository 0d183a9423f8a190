namespace NewsBot.Retrieval.Statements;

/// <summary>How a sentence tells who says what.</summary>
public enum Construction
{
    /// <summary>“Go,” said Kerry.</summary>
    QuotationFirst,

    /// <summary>said: “Go.”</summary>
    Quotation,

    /// <summary>said that he goes; asked whether he goes</summary>
    Clause,

    /// <summary>said he goes</summary>
    BareClause,

    /// <summary>which he said was wrong</summary>
    Embedded,

    /// <summary>told reporters that he goes; said in Geneva that he goes</summary>
    AfterCircumstance,

    /// <summary>He goes, Kerry said.</summary>
    ToldFirst,

    /// <summary>As Kerry said, he goes.</summary>
    As,

    /// <summary>denied the report</summary>
    Thing,

    /// <summary>called for calm; asked him about it</summary>
    Preposition,

    /// <summary>refused to go</summary>
    Action,

    /// <summary>urged him to go</summary>
    Order,

    /// <summary>was criticised by Kerry</summary>
    Passive,

    /// <summary>Asked whether he goes; was asked by a reporter whether he goes</summary>
    Question,

    /// <summary>his belief that; Kerry's criticism of</summary>
    Noun,

    /// <summary>according to Kerry</summary>
    AccordingTo,

    /// <summary>Kerry: we go</summary>
    Colon,

    /// <summary>The Times reports: — and the next paragraph is what it reports.</summary>
    Announced,
}
