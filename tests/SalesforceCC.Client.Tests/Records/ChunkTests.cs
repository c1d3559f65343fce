using System.Text;
using SalesforceCC.Records;
using Xunit;

namespace SalesforceCC.Client.Tests.Records;

/// <summary>However an answer is cut on its way, it is read as if it had come at once.</summary>
public class ChunkTests
{
    // Of everything something, so that there is no step in which the bytes have not ended once.
    private static readonly string[] s_rows =
    [
        """{"attributes":{"type":"Account","url":"/a/1"},"Id":"1","T":"a\u00e9\uD83D\uDE00\n\"","E":"","N":-1.5e-3,"I":12,"Z":null,"B":true,"F":false}""",
        """{"attributes":{"type":"Account","url":"/a/2"},"Id":"2","T":"é€😀","E":"x","N":0,"I":1023,"Z":null,"B":false,"F":true}""",
        """{ "attributes" : { "url" : "/c" , "more":{"a":[1,"x",{}]}, "type" : "Contact" } , "Id" : "3" , "L" : [ 1 , [ true , [] ] , { "x" : null } , "e" ] }""",
        """{"attributes":{"type":"Account","url":"/a/\u0034"},"Id":"4","P":{"attributes":{"type":"User","url":"/u"},"Name":"N"},"A":{"latitude":1.5,"longitude":2}}""",
        """{"attributes":{"type":"Accounts","url":"/a"},"Id":"5","C":{"totalSize":3,"done":false,"nextRecordsUrl":"/next","records":[{"attributes":{"type":"K","url":"/k"},"V":1},{"V":2}]},"D":{"records":[]}}""",
        """{"Id":"6","attributes":"mine","id":"7","O":{"records":{"done":1}}}""",
        "{}",
    ];

    private static readonly string s_page =
        $$$$"""
         {"x":[{"y":[1,2.5,-3e5,{"z":"a\tb"}],"":[[],{}]},true,false,null,""],"totalSize":7,"done":false,
         "nextRecordsUrl":"/services/data/v68.0/query/01g-7","records":[{{{{string.Join(", ", s_rows)}}}}],"last":{"k":{"l":[]}}}
         """;

    public static TheoryData<int> Sizes => [1, 2, 3, 5, 7, 11, 16, 17, 31, 64, 100];

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task A_page(int size)
    {
        RecordPage whole = await Reading.Page(s_page);
        List<string> announced = [];

        RecordPage page = await new PageReader().ReadAsync(Chunks(s_page, size), announced.Add, TestContext.Current.CancellationToken);

        Assert.Equal(s_rows.Length, page.Count);
        Assert.Equal(whole.Select(r => Expected.Of((object)r)), page.Select(r => Expected.Of((object)r)));
        Assert.Equal((7L, false, "/services/data/v68.0/query/01g-7"), (page.TotalSize, page.Done, page.NextRecordsUrl));
        Assert.Equal(["/services/data/v68.0/query/01g-7"], announced);
        IncompleteChildren children = Assert.Single(page.IncompleteChildren);
        Assert.Equal(("C", "/next", 3L), (children.Field, children.NextRecordsUrl, children.TotalSize));
        Assert.Same(page[4], children.Owner);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Rows_one_after_the_other_by_one_reader(int size)
    {
        PageReader reader = new();
        foreach (string row in s_rows.Concat(Enumerable.Reverse(s_rows)))
        {
            string json = $$"""{"records":[{{row}}]}""";
            RecordPage whole = await Reading.Page(json);
            RecordPage page = await reader.ReadAsync(Chunks(json, size), null, TestContext.Current.CancellationToken);
            Assert.Equal(Expected.Of((object)whole[0]), Expected.Of((object)page[0]));
        }
    }

    private static ChunkedStream Chunks(string json, int size) => new(Encoding.UTF8.GetBytes(json), size);
}
