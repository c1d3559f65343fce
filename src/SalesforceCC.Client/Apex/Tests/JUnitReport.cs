using System.Globalization;
using System.Text;
using System.Xml;

namespace SalesforceCC.Apex.Tests;

/// <summary>A run of tests as a JUnit file, which build servers read: a suite for each class.</summary>
internal static class JUnitReport
{
    /// <summary>The file, in UTF-8.</summary>
    public static byte[] Of(SfApexTestRun run)
    {
        using MemoryStream file = new();
        XmlWriterSettings settings = new() { Indent = true, Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize };
        using (XmlWriter xml = XmlWriter.Create(file, settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", $"Apex tests {run.Id}");
            Totals(xml, run.Tests);
            foreach (IGrouping<string, SfApexTest> suite in run.Tests.GroupBy(static t => t.FullClassName))
                Suite(xml, suite.Key, [.. suite]);
            xml.WriteEndElement();
        }

        return file.ToArray();
    }

    private static void Suite(XmlWriter xml, string name, SfApexTest[] tests)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Printable(name));
        Totals(xml, tests);
        if (tests.Min(static t => t.TestTimestamp) is { } start)
            xml.WriteAttributeString("timestamp", start.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        foreach (SfApexTest test in tests)
            Case(xml, test);
        xml.WriteEndElement();
    }

    private static void Totals(XmlWriter xml, IReadOnlyList<SfApexTest> tests)
    {
        void Write(string name, int number) => xml.WriteAttributeString(name, number.ToString(CultureInfo.InvariantCulture));
        Write("tests", tests.Count);
        Write("failures", tests.Count(static t => t.Outcome == "Fail"));
        Write("errors", tests.Count(static t => t.Outcome == "CompileFail"));
        Write("skipped", tests.Count(static t => t.Outcome == "Skip"));
        xml.WriteAttributeString("time", Seconds(TimeSpan.FromTicks(tests.Sum(static t => t.RunTime.Ticks))));
    }

    private static void Case(XmlWriter xml, SfApexTest test)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Printable(test.FullClassName));
        xml.WriteAttributeString("name", Printable(test.MethodName));
        xml.WriteAttributeString("time", Seconds(test.RunTime));
        if (test.IsFailed)
        {
            xml.WriteStartElement(test.Outcome == "Fail" ? "failure" : "error");
            xml.WriteAttributeString("message", Printable(test.Message ?? ""));
            xml.WriteAttributeString("type", test.Outcome);
            xml.WriteString(Printable(test.StackTrace ?? ""));
            xml.WriteEndElement();
        }
        else if (test.Outcome == "Skip")
        {
            xml.WriteStartElement("skipped");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    // Messages of tests may have any character, and XML may not.
    private static string Printable(string text)
    {
        StringBuilder? changed = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
                continue;
            if (char.IsSurrogatePair(text, i))
                i++;
            else
                (changed ??= new StringBuilder(text))[i] = '\uFFFD';
        }

        return changed?.ToString() ?? text;
    }
}
