namespace QXai.Xai.Metrics;

/// <summary>How the candidate of a study compares with a rival, judged by the interval of the mean paired difference.</summary>
public enum StudyVerdict
{
    /// <summary>The row is the candidate itself.</summary>
    Candidate,

    /// <summary>The interval lies above zero.</summary>
    Beaten,

    /// <summary>The interval holds zero.</summary>
    Undecided,

    /// <summary>The interval lies below zero: the rival is better.</summary>
    NotBeaten,
}
