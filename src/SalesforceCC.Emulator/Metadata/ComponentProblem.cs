using System.Xml;
using System.Xml.Linq;

namespace SalesforceCC.Emulator.Metadata;

/// <summary>Why a component cannot be deployed, and where in its file that stands.</summary>
internal sealed class ComponentProblem : Exception
{
    public ComponentProblem(string problem, XObject? place = null)
        : base(problem)
    {
        if (place is IXmlLineInfo info && info.HasLineInfo())
            (Line, Column) = (info.LineNumber, info.LinePosition);
    }

    public ComponentProblem(string problem, int line, int column)
        : base(problem) => (Line, Column) = (line, column);

    /// <summary>Counted from 1; 0 where the whole file is meant.</summary>
    public int Line { get; }

    public int Column { get; }
}
