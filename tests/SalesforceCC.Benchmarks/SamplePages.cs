using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace SalesforceCC.Benchmarks;

/// <summary>Query pages like those of a real org: 18 fields, some 790 bytes a row, 2,000 rows a page.</summary>
internal static class SamplePages
{
    public const int RowsPerPage = 2000;

    public static byte[][] Create(int rows)
    {
        Random random = new(42);
        List<byte[]> pages = [];
        for (int first = 0; first < rows; first += RowsPerPage)
        {
            int count = Math.Min(RowsPerPage, rows - first);
            bool isLast = first + count >= rows;
            StringBuilder page = new();
            page.Append(CultureInfo.InvariantCulture, $"{{\"totalSize\":{rows},\"done\":{(isLast ? "true" : "false")},");
            if (!isLast)
                page.Append(CultureInfo.InvariantCulture, $"\"nextRecordsUrl\":\"/services/data/v68.0/query/01g000000000001AAA-{first + count}\",");
            page.Append("\"records\":[");
            for (int i = 0; i < count; i++)
            {
                if (i > 0)
                    page.Append(',');
                AppendRow(page, first + i, random);
            }

            pages.Add(Encoding.UTF8.GetBytes(page.Append("]}").ToString()));
        }

        return [.. pages];
    }

    public static byte[] Gzip(byte[] page)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
            gzip.Write(page);
        return packed.ToArray();
    }

    private static void AppendRow(StringBuilder page, int n, Random random)
    {
        string id = $"001{n:D12}AAA";
        string day = $"{2015 + random.Next(10)}-{1 + random.Next(12):D2}-{1 + random.Next(28):D2}";
        page.Append(CultureInfo.InvariantCulture,
            $$"""
            {"attributes":{"type":"Account","url":"/services/data/v68.0/sobjects/Account/{{id}}"},"Id":"{{id}}","Name":"Customer {{n}} {{random.Next(100000)}} Incorporated","AccountNumber":"CD{{random.Next(1000000):D7}}","Industry":"{{Pick(random, "Energy", "Banking", "Consulting", "Education")}}","Type":"{{Pick(random, "Customer - Direct", "Prospect", "Other")}}","OwnerId":"005{{random.Next(100):D12}}AAA","Phone":"(555) {{random.Next(1000):D3}}-{{random.Next(10000):D4}}","Website":"https://www.customer{{n}}.example.com","BillingStreet":"{{random.Next(1000)}} Main Street\nSuite {{random.Next(500)}}","BillingCity":"{{Pick(random, "Köln", "San Francisco", "Paris", "Toronto")}}","AnnualRevenue":{{random.Next(100000000)}}.{{random.Next(100):D2}},"NumberOfEmployees":{{random.Next(100000)}},"IsActive__c":{{(random.Next(2) == 0 ? "true" : "false")}},"Rating":{{(random.Next(2) == 0 ? "null" : "\"Hot\"")}},"Renewal__c":"{{day}}","Description":"Buys {{random.Next(900)}} units a year; contact {{Pick(random, "Ms. Gonzalez", "Mr. Young", "Dr. Pavlova")}} at their office in town before the renewal on {{day}}. Ticket {{random.Next(1000000):D6}}, no rebate.","CreatedDate":"{{day}}T09:30:00.000+0000","LastModifiedDate":"{{day}}T19:05:12.000+0000"}
            """);
    }

    private static string Pick(Random random, params ReadOnlySpan<string> choices) => choices[random.Next(choices.Length)];
}
